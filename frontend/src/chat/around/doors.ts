/** The doors to channels, people, search and settings. */
import type { Channel, Chatter, Membership } from '@/contract';
import { ask } from '../doors';
import type { Query } from './search.svelte';
import type {
	Author,
	ChatSettings,
	Digest,
	FoundMessages,
	ListedChannel,
	NamedPerson,
	PersonCard,
} from './shapes';

const channel = (id: number) => `/api/channels/${String(id)}`;
const person = (id: number) => `/api/people/${String(id)}`;

export type ChangeMembership = Partial<Pick<Membership, 'level' | 'muted_until'>>;
export type ChangeChannel = Partial<Pick<Channel, 'title' | 'purpose' | 'guidelines' | 'access' | 'posting'>>;
export interface ChangeSettings extends Partial<Omit<ChatSettings, 'limits'>> {
	limits?: Partial<ChatSettings['limits']>;
	/** Everybody accepts the guidelines anew before they write again. */
	ask_again?: boolean;
}

async function people(of: Promise<{ people: Author[] }>): Promise<readonly Author[]> {
	return (await of).people;
}

export const doors = {
	channels: async () => (await ask<{ channels: ListedChannel[] }>('get', '/api/channels')).channels,
	archived: async (before: number) =>
		(await ask<{ channels: ListedChannel[] }>('get', '/api/channels', { query: { archived: true, before } }))
			.channels,
	channel: (id: number) => ask<ListedChannel>('get', channel(id)),
	propose: (body: { title: string; purpose: string }) =>
		ask<ListedChannel>('post', '/api/channels', { body }),
	answerTopic: (id: number, open: boolean, note: string) =>
		ask<ListedChannel>('post', `${channel(id)}/answer`, { body: { open, note } }),
	change: (id: number, body: ChangeChannel) => ask<ListedChannel>('patch', channel(id), { body }),
	ofSession: (id: number) => ask<ListedChannel>('put', `/api/sessions/${String(id)}/channel`),
	ofPanel: (id: number) => ask<ListedChannel>('put', `/api/panels/${String(id)}/channel`),

	join: (id: number) => ask<ListedChannel>('post', `${channel(id)}/join`),
	leave: (id: number) => ask<ListedChannel>('post', `${channel(id)}/leave`),
	changeMembership: (id: number, body: ChangeMembership) =>
		ask<ListedChannel>('patch', `${channel(id)}/membership`, { body }),
	answer: (id: number, accept: boolean) =>
		ask<ListedChannel>('post', `${channel(id)}/request`, { body: { accept } }),
	peopleIn: (id: number, q: string) => people(ask('get', `${channel(id)}/people`, { query: { q } })),
	read: (id: number, number: number) => ask<unknown>('put', `${channel(id)}/read`, { body: { number } }),
	digest: (id: number, since: number) => ask<Digest>('get', `${channel(id)}/digest`, { query: { since } }),

	direct: (id: number) => ask<ListedChannel>('post', `${person(id)}/direct`),
	card: (id: number) => ask<PersonCard>('get', `${person(id)}/card`),
	block: (id: number) => ask<unknown>('put', `${person(id)}/block`),
	unblock: (id: number) => ask<unknown>('delete', `${person(id)}/block`),
	blocked: async () => (await ask<{ people: NamedPerson[] }>('get', '/api/me/blocks')).people,

	settings: () => ask<ChatSettings>('get', '/api/chat/settings'),
	changeSettings: (body: ChangeSettings) => ask<ChatSettings>('patch', '/api/chat/settings', { body }),
	accept: (version: number) => ask<Chatter>('post', '/api/chat/accept', { body: { version } }),
	search: (query: Query) => ask<FoundMessages>('get', '/api/chat/search', { query }),
};
