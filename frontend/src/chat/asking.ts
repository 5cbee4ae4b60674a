/** The doors of a channel in view. */
import type {
	Chain,
	Held,
	Message,
	MessageEdit,
	MyReaction,
	Membership,
	NamedPerson,
	Page,
	Reactors,
} from '@/contract';
import { answer, api } from '@/core/api';

/** Where to read: around the first unread, at the newest, or by number or time. */
export type Where =
	{ before: number } | { after: number } | { around: number } | { at: string } | { to: 'unread' | 'newest' };

export interface ToSend {
	client_id: string;
	text: string;
	reply_to: number | null;
	photos: number[];
}
/** As the server says it: one that was removed meanwhile is empty. */
export type SentMessage = Message & { removed: boolean };
/** What became of what I sent: it is there, or it waits for a look. */
export type Answer = SentMessage | Held;

export const isHeld = (answer: Answer): answer is Held => 'state' in answer;

const inChannel = (channel_id: number) => ({ path: { channel_id } });
const ofMessage = (message_id: number) => ({ path: { message_id } });

/** So many at a time, further up or down. */
const MORE = 100;

export function askPage(id: number, where: Where): Promise<Page> {
	const query = queryOf(where) as { limit?: number };
	return answer(
		api.GET('/api/channels/{channel_id}/messages', { params: { ...inChannel(id), query } }),
	) as Promise<Page>;
}

export function send(id: number, body: ToSend, signal: AbortSignal): Promise<Answer> {
	return answer(
		api.POST('/api/channels/{channel_id}/messages', { params: inChannel(id), body, signal }),
	) as Promise<Answer>;
}

export function askChain(rootId: number, after = 0): Promise<Chain> {
	return answer(
		api.GET('/api/messages/{message_id}/thread', { params: { ...ofMessage(rootId), query: { after } } }),
	) as Promise<Chain>;
}

export function edit(id: number, body: { text: string; corrected: boolean }): Promise<Answer> {
	return answer(api.PATCH('/api/messages/{message_id}', { params: ofMessage(id), body })) as Promise<Answer>;
}

export function withdraw(held_id: number): Promise<unknown> {
	return answer(api.DELETE('/api/held/{held_id}', { params: { path: { held_id } } }));
}

export function remove(id: number): Promise<unknown> {
	return answer(api.DELETE('/api/messages/{message_id}', { params: ofMessage(id) }));
}

export function askEdits(id: number): Promise<MessageEdit[]> {
	return answer(api.GET('/api/messages/{message_id}/edits', { params: ofMessage(id) }));
}

export function askReactors(id: number): Promise<Reactors[]> {
	return answer(api.GET('/api/messages/{message_id}/reactions', { params: ofMessage(id) }));
}

export function react(id: number, emoji: string, on: boolean, signal: AbortSignal): Promise<MyReaction> {
	const params = { path: { message_id: id, emoji } };
	const path = '/api/messages/{message_id}/reactions/{emoji}';
	return answer(on ? api.PUT(path, { params, signal }) : api.DELETE(path, { params, signal }));
}

export function markRead(id: number, number: number, signal: AbortSignal): Promise<Membership> {
	return answer(
		api.PUT('/api/channels/{channel_id}/read', { params: inChannel(id), body: { number }, signal }),
	);
}

export async function askPeople(id: number, q: string): Promise<NamedPerson[]> {
	const params = { ...inChannel(id), query: { q } };
	return (await answer(api.GET('/api/channels/{channel_id}/people', { params }))).people;
}

function queryOf(where: Where): object {
	if ('before' in where || 'after' in where) return { ...where, limit: MORE };
	return 'to' in where && where.to === 'newest' ? {} : where;
}
