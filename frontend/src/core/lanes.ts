/** Which entries of the outbox may go now: one of each lane, the first of it, and a few lanes beside each other. */
import type { Entry } from './outbox';

/** So many answers are waited for at once. */
const AT_ONCE = 3;

export class Lanes {
	readonly #laneOf: (entry: Entry) => string;
	/** The lanes with one on its way, by the number of its try. */
	readonly #busy = new Map<string, number>();
	/** The lanes in which the last try came to nothing, by its number. */
	readonly #failed = new Map<string, number>();
	#tries = 0;
	/** Tries up to this one may be made again. */
	#upto = 0;
	/** The last one that nobody answered, unless somebody has answered since. */
	#unheard = 0;

	constructor(laneOf: (entry: Entry) => string) {
		this.#laneOf = laneOf;
	}

	get isIdle(): boolean {
		return this.#busy.size === 0;
	}

	/** The one to be sent next. Lanes in which nothing failed come first, then those that were tried the longest ago. */
	next(waiting: readonly Entry[]): Entry | undefined {
		if (this.#unheard > this.#upto || this.#busy.size >= AT_ONCE) return undefined;
		const first = new Map<string, Entry>();
		for (const entry of waiting) {
			const lane = this.#laneOf(entry);
			if (!first.has(lane)) first.set(lane, entry);
		}
		const failed = (lane: string) => this.#failed.get(lane) ?? 0;
		const free = [...first.keys()].filter((lane) => !this.#busy.has(lane) && failed(lane) <= this.#upto);
		const [lane = ''] = free.sort((one, other) => failed(one) - failed(other));
		return first.get(lane);
	}

	take(entry: Entry): void {
		this.#busy.set(this.#laneOf(entry), (this.#tries += 1));
	}

	/** `done`: the next one of its lane may go. Else the lane rests until it is time to try again. */
	leave(entry: Entry, done: boolean): void {
		const lane = this.#laneOf(entry);
		this.#failed.set(lane, done ? 0 : (this.#busy.get(lane) ?? 0));
		this.#busy.delete(lane);
	}

	/** Somebody answered. */
	heard(): void {
		this.#unheard = 0;
	}

	/** Nobody answered: nor would they answer others, until they are heard or it is time to try again. */
	unheard(entry: Entry): void {
		this.#unheard = this.#busy.get(this.#laneOf(entry)) ?? 0;
	}

	/** It is time to try all of them again; what is on its way now, too, should it fail. */
	again(): void {
		this.#upto = this.#tries;
	}
}
