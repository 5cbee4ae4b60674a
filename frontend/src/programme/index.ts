/** The programme of a meeting on a phone: now, by day, found, starred, and offline. */
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Flame from '@lucide/svelte/icons/flame';
import type { Feature } from '@/core/routes';
import { slugInView } from '@/meetings';
import Now from './Now.svelte';
import { programmePath } from './paths';
import { renames } from './renames.svelte';
import { seen } from './seen.svelte';
import { stars } from './stars.svelte';
import { watch } from './watching.svelte';
import { say } from './words';

export { catchUp, newestEdit, takeBack } from './changing';
export { colourOf } from './colours';
export { default as Held } from './Held.svelte';
export { alsoMine } from './mine';
export { programmePath, sessionPath } from './paths';
export { programmeOf, type Programme } from './programme.svelte';
export { range } from './spans';

const beside = () => import('./Programme.svelte');
const tab = 'programme';

export const programme: Feature = {
	routes: [
		{ path: '/', page: Now, wide: true, tab: 'now' },
		{ path: '/m/:slug/programme', load: beside, list: true, tab },
		{ path: '/m/:slug/agenda', load: () => import('./Agenda.svelte'), list: true, tab },
		{ path: '/m/:slug/sessions/:id', load: () => import('./Session.svelte'), beside, tab },
		{ path: '/m/:slug/speakers/:id', load: () => import('./Speaker.svelte'), beside, tab },
		{ path: '/m/:slug/rooms/:id', load: () => import('./Room.svelte'), beside, tab },
	],
	tabs: [
		{ name: 'now', label: say('now'), icon: Flame, href: () => '/', place: 1 },
		{
			name: 'programme',
			label: say('programme'),
			icon: CalendarDays,
			href: () => pathIfAny(slugInView()),
			place: 2,
		},
	],
	start() {
		stars.follow();
		void stars.open();
		void seen.open();
		void renames.open();
		watch();
	},
};

/** Without any meeting there is nothing behind the tab, and so no tab. */
function pathIfAny(slug: string | undefined): string | undefined {
	return slug && programmePath(slug);
}
