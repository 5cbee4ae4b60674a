/** Panels: sessions with seats, from the first tap to the ticket at the door. */
import Armchair from '@lucide/svelte/icons/armchair';
import type { Panel, Signup } from '@/contract';
import { guests } from '@/core/guests.svelte';
import { outbox } from '@/core/outbox.svelte';
import { router } from '@/core/router.svelte';
import type { Feature } from '@/core/routes';
import { slugInView } from '@/meetings';
import { me, mine } from '@/people';
import { alsoMine, type Programme } from '@/programme';
import { routesOfBloggers } from './bloggers';
import { isHeld } from './held';
import { hostRoutes } from './hostRoutes';
import { say } from './indexWords';
import { panelsPath } from './paths';

const beside = () => import('./Panels.svelte');
const tab = 'panels';

export { hostBlogrollPath } from './bloggers/paths';

export const panels: Feature = {
	routes: [
		{ path: '/m/:slug/panels', load: beside, list: true, tab },
		...hostRoutes,
		{ path: '/m/:slug/panels/:id', load: () => import('./Panel.svelte'), beside, tab },
		{ path: '/m/:slug/panels/:id/ticket', load: () => import('./Ticket.svelte'), beside, tab },
		{ path: '/m/:slug/panels/:id/wall', load: () => import('./questions/Wall.svelte'), bare: true },
		...routesOfBloggers(beside),
	],
	tabs: [{ name: tab, label: say('panels'), icon: Armchair, href: () => pathIfAny(slugInView()), place: 3 }],
	start() {
		outbox.carries('panel', () => import('./sending').then(({ carrier }) => carrier));
		outbox.carries('door', () => import('./door/carrier').then(({ carrier }) => carrier));
		outbox.carries('rating', () => import('./rating/rating').then(({ carrier }) => carrier));
		outbox.carries('question', () => import('./questions/sending').then(({ asking }) => asking));
		mine.whenHeard(() => void import('./questions/sweeping').then(({ sweep }) => sweep()));
		outbox.carries('vote', () => import('./questions/sending').then(({ voting }) => voting));
		alsoMine(sessionsHeld);
		// A visitor's first view waits for none of it.
		guests.invite('now', () => import('./OnNow.svelte'), isMember);
		guests.invite(
			'row',
			() => import('./InRow.svelte'),
			() => isMember() || router.shown.pathname !== '/',
		);
		guests.invite('session', () => import('./InSession.svelte'));
		guests.invite('notices', () => import('./InNotices.svelte'));
	},
};

const isMember = () => Boolean(me.person);

function pathIfAny(slug: string | undefined): string | undefined {
	return slug && panelsPath(slug);
}

/** Where I have a place is in my agenda. */
function sessionsHeld(programme: Programme): ReadonlySet<number> {
	const panels = programme.records<Panel>('panel');
	const held = [...mine.of<Signup>('signup').values()].filter(isHeld);
	return new Set(held.flatMap(({ panel_id }) => panels.get(panel_id)?.session_id ?? []));
}
