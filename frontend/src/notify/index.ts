/** Notices: what concerns me, one thing each. */
import type { Feature } from '@/core/routes';

export const notify: Feature = {
	routes: [{ path: '/me/notices', load: () => import('./Notices.svelte') }],
};
