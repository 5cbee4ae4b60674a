/** Chat: the conversation all year, by channel. */
import MessageCircle from '@lucide/svelte/icons/message-circle';
import { guests } from '@/core/guests.svelte';
import { outbox } from '@/core/outbox.svelte';
import type { Feature, Lazily } from '@/core/routes';
import { words } from '@/core/words';
import { me, mine } from '@/people';
import type * as Pages from './around/pages';
import { waitingForMe } from './badge';
import type * as Room from './room';

const say = words({ chat: 'Chat' });
const tab = 'chat';
const root = '/chat';
/** One way to all of them costs the first view less than one to each. */
const around =
	<Name extends keyof typeof Pages>(name: Name) =>
	async () => ({ default: (await import('./around/pages'))[name] });
const room = () => import('./room');
const inRoom =
	<Name extends keyof typeof Room>(name: Name) =>
	async () => ({ default: (await room())[name] });
const beside = around('Chats');

/** More exact addresses stand first: `:id` would take them for a channel. */
const pages: [path: string, load: Lazily][] = [
	['find', around('Find')],
	['search', around('Search')],
	['welcome', around('Welcome')],
	[':id/about', around('ChannelInfo')],
	[':id/digest', around('Digest')],
];

export const chat: Feature = {
	routes: [
		{ path: root, load: beside, list: true, tab },
		...pages.map(([path, load]) => ({ path: `${root}/${path}`, load, beside, tab })),
		{ path: `${root}/:id`, load: inRoom('Channel') as Lazily, beside, tab, whole: true },
		{ path: `${root}/:id/thread/:root`, load: inRoom('Thread') as Lazily, beside, tab, whole: true },
		{ path: '/me/blocked', load: around('Blocked') },
	],
	tabs: [
		{ name: tab, label: say('chat'), icon: MessageCircle, href: () => root, place: 4, count: waitingForMe },
	],
	start() {
		for (const kind of ['message', 'reaction', 'read'] as const) {
			const load = async () => (await room()).carriers[kind] as never;
			outbox.carries<{ channel_id: number }, never>(kind, load, ({ channel_id }) => channel_id);
		}
		mine.whenHeard(() => void room().then(({ sweep }) => sweep()));
		guests.invite('session', around('InSession'));
		guests.invite('on', around('OnNow'), () => Boolean(me.person));
		guests.invite('panel', around('InPanel'));
		guests.invite('me', around('InMe'));
	},
};
