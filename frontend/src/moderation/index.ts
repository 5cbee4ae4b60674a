/** Moderation: reporting, what was decided about me, the moderators' desk, the rules. Nothing of it is in the first view. */
import { guests } from '@/core/guests.svelte';
import { outbox } from '@/core/outbox.svelte';
import type { Feature } from '@/core/routes';
import { me } from '@/people';
import { isKeeper } from './keepers';
import { routesOfDesk } from './desk/routes';
import type * as Pages from './mine/pages';
import { decisionsPath, reportsPath } from './paths';
import { routesOfRules } from './rules/routes';

const mine =
	<Name extends keyof typeof Pages>(name: Name) =>
	async () => ({ default: (await import('./mine/pages'))[name] });

export const moderation: Feature = {
	routes: [
		{ path: decisionsPath, load: mine('Decisions') },
		{ path: reportsPath, load: mine('Reports') },
		...routesOfDesk,
		...routesOfRules,
	],
	start() {
		outbox.carries('report', () => import('./mine/sending').then(({ carrier }) => carrier));
		const isMember = () => Boolean(me.person);
		guests.invite(
			'me',
			() => import('./desk/ToQueue.svelte'),
			() => isKeeper(me.person),
		);
		guests.invite('subject', mine('InSubject'), isMember);
		guests.invite('channel', mine('InChannel'), isMember);
		guests.invite('me', mine('InMe'), isMember);
	},
};
