/** A chain of replies: as the server tells it, and as it is heard since. */
import type { Message } from '@/contract';
import { Unreachable } from '@/core/api';
import { whyUntold } from '@/core/asking.svelte';
import { connection } from '@/core/connection.svelte';
import { untrack } from 'svelte';
import { askChain } from './asking';
import type { Talk } from './talks.svelte';

export class Chain {
	readonly #talk: Talk;
	readonly #rootId: number;
	#byId = $state.raw<ReadonlyMap<number, Message>>(new Map());
	/** Whether the server has told of it. */
	here = $state(false);
	/** There are replies further on that were not asked for yet. */
	more = $state(false);
	busy = $state(false);
	trouble = $state('');

	constructor(talk: Talk, rootId: number) {
		this.#talk = talk;
		this.#rootId = rootId;
	}

	readonly root = $derived.by(() => this.#byId.get(this.#rootId));
	readonly replies = $derived.by(() =>
		[...this.#byId.values()]
			.filter(({ id }) => id !== this.#rootId)
			.sort((one, other) => one.number - other.number),
	);
	/** There is something to show: all the server told, or without a network what this phone has. */
	readonly shows = $derived(this.here || (this.trouble !== '' && this.#byId.size > 0));
	/** Mine that are on their way. */
	readonly waiting = $derived.by(() => {
		const here = new Set([...this.#byId.values()].map(({ client_id }) => client_id));
		return this.#talk.own.sent.filter(({ id, about }) => about.root === this.#rootId && !here.has(id));
	});

	/** Mine that wait for a look. */
	readonly held = $derived.by(() =>
		this.#talk.own.held.filter(({ reply_to_id }) => reply_to_id !== null && this.#byId.has(reply_to_id)),
	);

	/** Keeps it current as long as somebody looks. Returns the way to stop. Whoever calls asks once, not again as it changes. */
	follow(): () => void {
		untrack(() => void this.refresh());
		const back = connection.whenBack(() => void this.refresh());
		const heard = this.#talk.talking.whenHeard((news) => {
			for (const one of news) if ('removed' in one) this.#drop(one.id);
			this.#take(news.filter((one): one is Message => !('removed' in one) && this.#belongs(one)));
		});
		return () => {
			back();
			heard();
		};
	}

	refresh(): Promise<void> {
		return this.#ask(0);
	}

	/** The next page of replies. */
	next(): Promise<void> {
		return this.#ask(this.replies.at(-1)?.number ?? 0);
	}

	async #ask(after: number): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		try {
			const { root, messages, more, mine } = await askChain(this.#rootId, after);
			const all = root ? [root, ...messages] : messages;
			this.#talk.own.learnOf(all, mine);
			this.#take(all);
			[this.here, this.more, this.trouble] = [true, more, ''];
		} catch (error) {
			this.trouble = whyUntold(error);
			if (error instanceof Unreachable) this.#makeDo();
		} finally {
			this.busy = false;
		}
	}

	/** With what the channel on this phone has of it, which may be all there is. */
	#makeDo(): void {
		const here = this.#talk.talking.shown.filter((line): line is Message => !('gone' in line));
		this.#take(here.filter((message) => this.#belongs(message)));
		this.here ||= this.root !== undefined && this.replies.length >= this.root.replies;
	}

	#belongs({ id, root_id, number }: Message): boolean {
		if (id === this.#rootId) return true;
		return root_id === this.#rootId && (!this.more || number <= (this.replies.at(-1)?.number ?? 0));
	}

	#take(messages: readonly Message[]): void {
		if (messages.length === 0) return;
		const byId = new Map(this.#byId);
		for (const message of messages) {
			if ((byId.get(message.id)?.rev ?? 0) <= message.rev) byId.set(message.id, message);
		}
		this.#byId = byId;
	}

	#drop(id: number): void {
		if (!this.#byId.has(id)) return;
		this.#byId = new Map([...this.#byId].filter(([known]) => known !== id));
	}
}
