/** How a message, a reaction or a read mark reaches the server, and what came of it. */
import type { Message } from '@/contract';
import type { Carrier } from '@/core/outbox.svelte';
import { markRead, react, send } from './asking';
import type { Reacting, Reading, Sent } from './shapes';
import { talkOf } from './talks.svelte';

/** A message shows where it was written, and needs no word when it arrives. */
export const messages: Carrier<Sent, Message> = {
	send({ id: client_id, about }, signal) {
		const { channel_id, text, reply } = about;
		const body = { client_id, text, reply_to: reply?.id ?? null, photos: [] };
		return send(channel_id, body, signal);
	},
	taken(message, { about }) {
		talkOf(about.channel_id).talking.learn(message);
		return undefined;
	},
};

export const reactions: Carrier<Reacting, Message> = {
	send: ({ about: { message_id, emoji, on } }, signal) => react(message_id, emoji, on, signal),
	taken(message, { about }) {
		talkOf(about.channel_id).talking.learn(message);
		return undefined;
	},
};

export const reads: Carrier<Reading, unknown> = {
	send: ({ about: { channel_id, number } }, signal) => markRead(channel_id, number, signal),
	taken: () => undefined,
};
