/** Panels: sessions with seats, from the first tap to the ticket at the door. */
import Armchair from '@lucide/svelte/icons/armchair';
import { outbox } from '@/core/outbox.svelte';
import type { Feature } from '@/core/routes';
import { slugInView } from '@/meetings';
import { hostRoutes } from './hostRoutes';
import { panelsPath } from './paths';
import { say } from './indexWords';

const beside = () => import('./Panels.svelte');
const tab = 'panels';

export const panels: Feature = {
	routes: [
		{ path: '/m/:slug/panels', load: beside, list: true, tab },
		...hostRoutes,
		{ path: '/m/:slug/panels/:id', load: () => import('./Panel.svelte'), beside, tab },
	],
	tabs: [
		{
			name: tab,
			label: say('panels'),
			icon: Armchair,
			href: () => pathIfAny(slugInView()),
			place: 3,
		},
	],
	start() {
		outbox.carries('door', () => import('./door/carrier').then(({ carrier }) => carrier));
	},
};

function pathIfAny(slug: string | undefined): string | undefined {
	return slug && panelsPath(slug);
}
