/** How a message, a reaction or a read mark reaches the server, and what came of it. */
import type { Membership, MyReaction } from '@/contract';
import type { Carrier } from '@/core/outbox.svelte';
import { mine } from '@/people';
import { markRead, react, send, type SentMessage } from './asking';
import type { Reacting, Reading, Sent } from './shapes';
import { talkOf } from './talks.svelte';

/** A message shows where it was written, and needs no word when it arrives. */
export const messages: Carrier<Sent, SentMessage> = {
	send({ id: client_id, about }, signal) {
		const { channel_id, text, reply } = about;
		return send(channel_id, { client_id, text, reply_to: reply?.id ?? null, photos: [] }, signal);
	},
	taken(message, { about }) {
		// One that I removed on another device before this one heard that it had arrived.
		if (!message.removed) talkOf(about.channel_id).talking.learn(message);
		return undefined;
	},
};

export const reactions: Carrier<Reacting, MyReaction> = {
	send: ({ about: { message_id, emoji, on } }, signal) => react(message_id, emoji, on, signal),
	taken({ emoji, reactions: counts }, { about }) {
		const { own, talking } = talkOf(about.channel_id);
		own.learn(about.message_id, emoji);
		const message = talking.withId(about.message_id);
		if (message) talking.learn({ ...message, reactions: counts });
		return undefined;
	},
};

export const reads: Carrier<Reading, Membership> = {
	send: ({ about: { channel_id, number } }, signal) => markRead(channel_id, number, signal),
	taken(membership) {
		mine.learn('membership', membership);
		return undefined;
	},
};
