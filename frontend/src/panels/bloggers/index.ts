/** The pages of the bloggers; all of them are loaded when they are asked for. */
import type { Lazily, Route } from '@/core/routes';

const blogroll: Lazily = () => import('./Blogroll.svelte');
const hosts: Lazily = () => import('./HostBlogroll.svelte');
const tab = 'panels';

export function routesOfBloggers(panels: Lazily): Route[] {
	return [
		{ path: '/m/:slug/blogroll', load: blogroll, list: true, tab },
		{ path: '/m/:slug/blogroll/:id', load: () => import('./Blogger.svelte'), beside: blogroll, tab },
		{ path: '/m/:slug/apply', load: () => import('./Apply.svelte'), beside: blogroll, tab },
		{
			path: '/m/:slug/panels/:id/bloggers',
			load: () => import('./PanelBloggers.svelte'),
			beside: panels,
			tab,
		},
		{ path: '/m/:slug/host/bloggers', load: hosts, list: true, tab },
		{ path: '/m/:slug/host/bloggers/:id', load: () => import('./HostBlogger.svelte'), beside: hosts, tab },
		{ path: '/m/:slug/host/blogroll-import', load: () => import('./HostImport.svelte'), beside: hosts, tab },
		{
			path: '/m/:slug/host/applications',
			load: () => import('./HostApplications.svelte'),
			beside: hosts,
			tab,
		},
	];
}
