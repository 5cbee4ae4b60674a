/** Rules, settings, what was done in bulk, the log, and what everybody may know of it. */
import type { Lazily, Route } from '@/core/routes';
import type * as Pages from './pages';

const page =
	(name: keyof typeof Pages): Lazily =>
	async () => ({ default: (await import('./pages'))[name] as never });
const root = '/moderation/';
const beside = page('More');

export const routesOfRules: Route[] = [
	{ path: `${root}more`, load: beside, list: true, desk: true },
	{ path: `${root}rules`, load: page('Rules'), list: true, desk: true },
	{ path: `${root}rules/:id`, load: page('RuleDesk'), beside: page('Rules'), desk: true },
	...(['Bulk', 'Settings', 'Scopes', 'Load', 'Audit'] as const).map((name) => ({
		...{ path: root + name.toLowerCase(), load: page(name), beside, desk: true },
	})),
	{ path: '/m/:slug/transparency', load: () => import('../transparency/Transparency.svelte') },
];
