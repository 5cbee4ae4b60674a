/** My part in one channel: what I sent that is not there yet, how far I read, my reactions, whom I blocked. */
import type { Block, Held, Membership, Message, Reaction } from '@/contract';
import { clock } from '@/core/clock.svelte';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { mine } from '@/people';
import { MESSAGE, REACTION, READ } from './kinds';
import type { Reacting, Reading, Sent } from './shapes';
import type { Talking } from './talking.svelte';

/** An emoji at a message, with my own tap in it before the server has it. */
export interface Chip {
	emoji: string;
	count: number;
	mine: boolean;
}

/** So many may have come between what I sent and its answer. */
const MOST_AT_ONCE = 100;
/** So long it shows in its place that a message was not published; then the decisions tell it. */
const TOLD_FOR = 3_600_000;

function wasWithheld({ state, decided_at }: Held): boolean {
	return state === 'withheld' && clock.now - Date.parse(decided_at ?? '') < TOLD_FOR;
}

export class Own {
	readonly #channelId: number;
	readonly #talking: Talking;

	constructor(channelId: number, talking: Talking) {
		this.#channelId = channelId;
		this.#talking = talking;
	}

	readonly membership = $derived.by(() =>
		[...mine.of<Membership>('membership').values()].find((one) => one.channel_id === this.#channelId),
	);
	readonly isJoined = $derived(this.membership?.left_at === null);
	/** What I sent and the server has not taken, in order; what it refused, too. */
	readonly sent = $derived.by(() => {
		const entries = [...outbox.told, ...outbox.waiting].filter(({ kind }) => kind === MESSAGE);
		const ours = (entries as Entry<Sent>[]).filter(({ about }) => about.channel_id === this.#channelId);
		return ours.sort((one, other) => one.place - other.place);
	});
	readonly #here = $derived.by(() => {
		const newest = this.#talking.shown.slice(-MOST_AT_ONCE);
		return new Set(newest.map((line) => ('gone' in line ? '' : line.client_id)));
	});
	readonly #held = $derived.by(() =>
		[...mine.of<Held>('held').values()]
			.filter((one) => one.channel_id === this.#channelId && (one.state === 'waiting' || wasWithheld(one)))
			.sort((one, other) => one.id - other.id),
	);
	/** Messages of mine that wait for a look, and those that were not published a moment ago, in order. */
	readonly held = $derived.by(() =>
		this.#held.filter(({ message_id, client_id }) => message_id === null && !this.#here.has(client_id)),
	);
	/** Of what I sent, what neither the channel shows yet nor anybody looks at. */
	readonly waiting = $derived.by(() => {
		const held = new Set(this.held.map(({ client_id }) => client_id));
		return this.sent.filter(({ id }) => !this.#here.has(id) && !held.has(id));
	});
	/** How far I have read, as the server or this phone knows. */
	readonly readTo = $derived.by(() => {
		const told = this.#of<Reading>(READ).map(({ about }) => about.number);
		return Math.max(this.membership?.read_number ?? 0, ...told);
	});
	/** As my stream tells them; it holds the newest only. */
	readonly #heard = $derived.by(
		() => new Map([...mine.of<Reaction>('reaction').values()].map((one) => [one.message_id, one])),
	);
	/** As answers told them, until my stream tells something newer. */
	#told = $state.raw<ReadonlyMap<number, { emoji: readonly string[]; after: number }>>(new Map());
	readonly #tapped = $derived.by(() => this.#of<Reacting>(REACTION));
	readonly #blocked = $derived.by(
		() => new Set([...mine.of<Block>('block').values()].map(({ person_id }) => person_id)),
	);

	/** The reactions to a message, in the order they came. */
	chips({ id, reactions }: Message): Chip[] {
		if (this.#tapped.length === 0 && Object.keys(reactions).length === 0) return [];
		const known = new Set(this.#mineAt(id));
		const mine = new Set(known);
		for (const { about } of this.#tapped) {
			if (about.message_id !== id) continue;
			if (about.on) mine.add(about.emoji);
			else mine.delete(about.emoji);
		}
		const all = new Set([...Object.keys(reactions), ...mine]);
		return [...all].flatMap((emoji) => {
			const others = (reactions[emoji] ?? 0) - Number(known.has(emoji));
			const count = Math.max(0, others) + Number(mine.has(emoji));
			return count > 0 ? [{ emoji, count, mine: mine.has(emoji) }] : [];
		});
	}

	/** What an answer told of my reactions to a message. */
	learn(messageId: number, emoji: readonly string[]): void {
		this.#learn([[messageId, emoji]]);
	}

	/** My reactions to the messages of a page; to those it does not name I have none. */
	learnOf(messages: readonly Message[], reactions: readonly Reaction[]): void {
		const mine = new Map(reactions.map(({ message_id, emoji }) => [message_id, emoji]));
		this.#learn(messages.map(({ id }) => [id, mine.get(id) ?? []]));
	}

	#learn(told: readonly (readonly [number, readonly string[]])[]): void {
		const after = (id: number) => this.#heard.get(id)?.rev ?? 0;
		const news = told.map(([id, emoji]) => [id, { emoji, after: after(id) }] as const);
		this.#told = new Map([...this.#told, ...news]);
	}

	#mineAt(messageId: number): readonly string[] {
		const [heard, told] = [this.#heard.get(messageId), this.#told.get(messageId)];
		if (told && (heard?.rev ?? 0) <= told.after) return told.emoji;
		return heard?.emoji ?? [];
	}

	/** A tap of mine that is still on its way. */
	tapped(messageId: number, emoji: string): Entry<Reacting> | undefined {
		return this.#tapped.findLast(({ about }) => about.message_id === messageId && about.emoji === emoji);
	}

	/** What is still to be told of how far I read. */
	get reading(): Entry<Reading>[] {
		return this.#of<Reading>(READ);
	}

	/** New words of mine for this message that wait for a look. */
	changeOf(messageId: number): Held | undefined {
		return this.#held.find(({ message_id, state }) => message_id === messageId && state === 'waiting');
	}

	isBlocked(personId: number): boolean {
		return this.#blocked.has(personId);
	}

	#of<About extends { channel_id: number }>(kind: string): Entry<About>[] {
		const entries = outbox.waiting.filter((entry) => entry.kind === kind) as Entry<About>[];
		return entries.filter(({ about }) => about.channel_id === this.#channelId);
	}
}
