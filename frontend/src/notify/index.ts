/** Notices: what concerns me, one thing each. */
import type { Feature } from '@/core/routes';
import { outbox } from '@/core/outbox.svelte';
import { SEEN } from './notices.svelte';

export { default as Bell } from './Bell.svelte';

export const notify: Feature = {
	routes: [{ path: '/me/notices', load: () => import('./Notices.svelte') }],
	start: () => outbox.carries(SEEN, () => import('./sending').then(({ carrier }) => carrier)),
};
