/** Chat: the conversation all year, by channel. */
import MessageCircle from '@lucide/svelte/icons/message-circle';
import type { Feature, Lazily, Route } from '@/core/routes';
import { words } from '@/core/words';
import { waitingForMe } from './badge';
import { chatsPath } from './paths';

const say = words({ chat: 'Chat' });
const tab = 'chat';
const beside: Lazily = () => import('./around/Chats.svelte');

/** More exact addresses stand first: `:id` would take them for a channel. */
const pages: [path: string, load: Lazily][] = [];

const routes: Route[] = [
	{ path: chatsPath, load: beside, list: true, tab },
	...pages.map(([path, load]) => ({ path: `${chatsPath}/${path}`, load, beside, tab })),
];

export const chat: Feature = {
	routes,
	tabs: [
		{
			name: tab,
			label: say('chat'),
			icon: MessageCircle,
			href: () => chatsPath,
			place: 4,
			count: waitingForMe,
		},
	],
};
