/** Writes down what may change many times a second: the first time at once, then at most once a second. */
import { connection } from './connection.svelte';

const EVERY = 1_000;

export class Keeper {
	readonly #write: () => Promise<unknown>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#writtenAt = -Infinity;

	constructor(write: () => Promise<unknown>) {
		this.#write = write;
		// A page that is left may never get another turn.
		connection.whenLeft(() => {
			if (this.#timer !== undefined) this.#now();
		});
	}

	soon(): void {
		const wait = this.#writtenAt + EVERY - performance.now();
		if (wait <= 0) this.#now();
		else this.#timer ??= setTimeout(() => this.#now(), wait);
	}

	/** What was to be written no longer is. */
	drop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#now(): void {
		this.drop();
		this.#writtenAt = performance.now();
		void this.#write();
	}
}
