/** The doors to channels, people, search and settings. */
import type { ProposeTopic, ChangeChannel, ChangeChatSettings, ChangeMembership } from '@/contract';
import { answer, api } from '@/core/api';
import type { Query } from './search.svelte';

const channel = (channel_id: number) => ({ params: { path: { channel_id } } });
const person = (person_id: number) => ({ params: { path: { person_id } } });

export const doors = {
	channels: async () => (await answer(api.GET('/api/channels'))).channels,
	/** Of what is over, the newest hundred; further back from an id on. */
	archived: async (before?: number) => {
		const query = before === undefined ? { archived: true } : { archived: true, before };
		return (await answer(api.GET('/api/channels', { params: { query } }))).channels;
	},
	channel: (id: number) => answer(api.GET('/api/channels/{channel_id}', channel(id))),
	propose: (body: ProposeTopic) => answer(api.POST('/api/channels', { body })),
	answerTopic: (id: number, open: boolean, note: string) =>
		answer(api.POST('/api/channels/{channel_id}/answer', { ...channel(id), body: { open, note } })),
	change: (id: number, body: ChangeChannel) =>
		answer(api.PATCH('/api/channels/{channel_id}', { ...channel(id), body })),
	ofSession: (session_id: number) =>
		answer(api.PUT('/api/sessions/{session_id}/channel', { params: { path: { session_id } } })),
	ofPanel: (panel_id: number) =>
		answer(api.PUT('/api/panels/{panel_id}/channel', { params: { path: { panel_id } } })),

	join: (id: number) => answer(api.POST('/api/channels/{channel_id}/join', channel(id))),
	leave: (id: number): Promise<unknown> => answer(api.POST('/api/channels/{channel_id}/leave', channel(id))),
	changeMembership: (id: number, body: ChangeMembership) =>
		answer(api.PATCH('/api/channels/{channel_id}/membership', { ...channel(id), body })),
	answer: (id: number, accept: boolean) =>
		answer(api.POST('/api/channels/{channel_id}/request', { ...channel(id), body: { accept } })),
	peopleIn: async (channel_id: number, q: string) => {
		const params = { path: { channel_id }, query: { q } };
		return (await answer(api.GET('/api/channels/{channel_id}/people', { params }))).people;
	},
	read: (id: number, number: number) =>
		answer(api.PUT('/api/channels/{channel_id}/read', { ...channel(id), body: { number } })),
	digest: (channel_id: number, since: number) =>
		answer(
			api.GET('/api/channels/{channel_id}/digest', { params: { path: { channel_id }, query: { since } } }),
		),

	direct: (id: number) => answer(api.POST('/api/people/{person_id}/direct', person(id))),
	card: (id: number) => answer(api.GET('/api/people/{person_id}/card', person(id))),
	block: (id: number) => answer(api.PUT('/api/people/{person_id}/block', person(id))),
	unblock: (id: number) => answer(api.DELETE('/api/people/{person_id}/block', person(id))),
	blocked: async () => (await answer(api.GET('/api/me/blocks'))).people,

	settings: () => answer(api.GET('/api/chat/settings')),
	changeSettings: (body: ChangeChatSettings) => answer(api.PATCH('/api/chat/settings', { body })),
	accept: (version: number) => answer(api.POST('/api/chat/accept', { body: { version } })),
	/** The whole of it as a file; the reason stays in the history. */
	exportOf: (id: number, reason: string) =>
		answer<unknown>(
			api.POST('/api/channels/{channel_id}/export', { ...channel(id), body: { reason }, parseAs: 'blob' }),
		) as Promise<Blob>,
	/** Which of these messages are no more. */
	gone: (messages: number[]) => answer(api.POST('/api/chat/gone', { body: { messages } })),
	search: (query: Query) => answer(api.GET('/api/chat/search', { params: { query } })),
};
