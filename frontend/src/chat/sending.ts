/** How a message, a reaction or a read mark reaches the server, and what came of it. */
import type { Membership, MyReaction } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import type { Carrier } from '@/core/outbox.svelte';
import { mine } from '@/people';
import { sent, sentAway, unsent } from './photos/sending';
import { isHeld, markRead, react, send, type Answer } from './asking';
import type { Reacting, Reading, Sent } from './shapes';
import { talkOf } from './talks.svelte';
import { say } from './words';

/** A message with photos is asked for again after this. */
const PATIENCE = 10_000;

/** A message shows where it was written, and needs no word when it arrives. */
export const messages: Carrier<Sent, Answer> = {
	async send({ id: client_id, about }, signal) {
		const { channel_id, text, reply } = about;
		const photos = await sent(about.photos);
		// Photos have a patience of their own, and may have used up the message's.
		const patience = photos.length > 0 ? AbortSignal.timeout(PATIENCE) : signal;
		try {
			return await send(channel_id, { client_id, text, reply_to: reply?.id ?? null, photos }, patience);
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== 'photo_gone') throw error;
			await unsent(about.photos);
			throw new Unreachable('', { cause: error });
		}
	},
	async taken(message, { about }) {
		await sentAway(about.photos);
		if (isHeld(message)) {
			mine.learn('held', message);
			return message.state === 'waiting' ? say('heldLate', { title: about.title }) : undefined;
		}
		// One that I removed on another device before this one heard that it had arrived.
		if (!message.removed) await talkOf(about.channel_id).learn(message);
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
