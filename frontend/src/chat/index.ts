/** Chat: the conversation all year, by channel. */
import MessageCircle from '@lucide/svelte/icons/message-circle';
import { outbox } from '@/core/outbox.svelte';
import type { Feature, Lazily } from '@/core/routes';
import { words } from '@/core/words';
import { waitingForMe } from './badge';

const say = words({ chat: 'Chat' });
const tab = 'chat';
const root = '/chat';
const beside: Lazily = () => import('./around/Chats.svelte');

/** More exact addresses stand first: `:id` would take them for a channel. */
const pages: [path: string, load: Lazily][] = [];

export const chat: Feature = {
	routes: [
		{ path: root, load: beside, list: true, tab },
		...pages.map(([path, load]) => ({ path: `${root}/${path}`, load, beside, tab })),
		{ path: `${root}/:id`, load: () => import('./Channel.svelte'), beside, tab, whole: true },
		{ path: `${root}/:id/thread/:root`, load: () => import('./Thread.svelte'), beside, tab, whole: true },
	],
	tabs: [
		{ name: tab, label: say('chat'), icon: MessageCircle, href: () => root, place: 4, count: waitingForMe },
	],
	start() {
		outbox.carries('message', () => import('./sending').then(({ messages }) => messages));
		outbox.carries('reaction', () => import('./sending').then(({ reactions }) => reactions));
		outbox.carries('read', () => import('./sending').then(({ reads }) => reads));
	},
};
