/** The chat's doors at the server. */
import type { Message } from '@/contract';
import { answer, api } from '@/core/api';
import type { Chain, Page } from './shapes';

/** Where to read: around the first unread, at the newest, or by number or time. */
export type Where =
	{ before: number } | { after: number } | { around: number } | { at: string } | { to: 'unread' | 'newest' };

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Said {
	query?: object;
	body?: object;
	signal?: AbortSignal;
}

/** As openapi-fetch sends it; the shapes are those of `schemas/chat.py`. */
export function ask<T>(method: Method, path: string, { query, ...said }: Said = {}): Promise<T> {
	const options = { ...said, params: { query } } as never;
	return answer(api.request(method as never, path as never, options)) as Promise<T>;
}

const channel = (id: number) => `/api/channels/${String(id)}`;
const message = (id: number) => `/api/messages/${String(id)}`;

export function askPage(id: number, where: Where): Promise<Page> {
	const newest = 'to' in where && where.to === 'newest';
	return ask('get', `${channel(id)}/messages`, { query: newest ? {} : where });
}

export interface Written {
	client_id: string;
	text: string;
	reply_to: number | null;
	photos: number[];
}

export function send(id: number, body: Written, signal: AbortSignal): Promise<Message> {
	return ask('post', `${channel(id)}/messages`, { body, signal });
}

export function askChain(rootId: number, after = 0): Promise<Chain> {
	return ask('get', `${message(rootId)}/thread`, { query: { after } });
}

export function edit(id: number, body: { text: string; corrected: boolean }): Promise<Message> {
	return ask('patch', message(id), { body });
}

export function remove(id: number): Promise<void> {
	return ask('delete', message(id));
}

export function askEdits(id: number): Promise<{ edits: { at: string; text: string }[] }> {
	return ask('get', `${message(id)}/edits`);
}

export function askReactors(
	id: number,
): Promise<{ reactions: { emoji: string; count: number; people: { id: number; name: string }[] }[] }> {
	return ask('get', `${message(id)}/reactions`);
}

export function react(id: number, emoji: string, on: boolean, signal: AbortSignal): Promise<Message> {
	return ask(on ? 'put' : 'delete', `${message(id)}/reactions/${encodeURIComponent(emoji)}`, { signal });
}

export function markRead(id: number, number: number, signal: AbortSignal): Promise<unknown> {
	return ask('put', `${channel(id)}/read`, { body: { number }, signal });
}

export function askPeople(id: number, q: string): Promise<{ people: { id: number; name: string }[] }> {
	return ask('get', `${channel(id)}/people`, { query: { q } });
}
