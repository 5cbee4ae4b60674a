/** Meetings: the editions of the meeting, and which one is in view. */
import type { Feature } from '@/core/routes';
import { beginning } from './start.svelte';

export { beginning } from './start.svelte';
export { slugInView } from './inView.svelte';
export { default as OtherEdition } from './OtherEdition.svelte';

export const meetings: Feature = {
	routes: [
		{ path: '/meetings', load: () => import('./Editions.svelte') },
		{ path: '/about', load: () => import('./About.svelte') },
	],
	start: () => void beginning.open(),
};
