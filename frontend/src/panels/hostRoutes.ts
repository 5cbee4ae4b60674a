/** Pages for those who run panels; none of them is loaded before it is asked for. */
import type { Lazily, Route } from '@/core/routes';

const tab = 'panels';
const beside: Lazily = () => import('./console/Hosting.svelte');
const pages: [path: string, load: Lazily][] = [
	['numbers', () => import('./console/EditionNumbers.svelte')],
	[':id', () => import('./console/Console.svelte')],
	[':id/list', () => import('./console/PrintList.svelte')],
];

export const hostRoutes: Route[] = [
	{ path: '/door', load: () => import('./door/EnterCode.svelte'), tab },
	{ path: '/m/:slug/panels/:id/door', load: () => import('./door/Door.svelte'), tab },
	{ path: '/m/:slug/hosting', load: beside, list: true, tab, desk: true },
	...pages.map(([path, load]) => ({ path: `/m/:slug/hosting/${path}`, load, beside, tab, desk: true })),
];
