/** The order of a list under somebody's thumb: what is new stands at the end, and a new order waits until it is asked for. */
import { untrack } from 'svelte';

export class Order {
	#shown = $state.raw<readonly number[]>([]);
	readonly #wanted: () => readonly number[];
	readonly #there: (id: number) => boolean;

	/** `wanted` are the ids in their order; what is no longer `there` goes at once, the rest stays where it is. */
	constructor(wanted: () => readonly number[], there: (id: number) => boolean) {
		this.#wanted = wanted;
		this.#there = there;
		this.#shown = untrack(wanted);
	}

	readonly shown = $derived.by(() => this.#shown.filter((id) => this.#there(id)));
	/** Whether another order waits. */
	readonly waits = $derived.by(() => {
		const wanted = this.#wanted();
		return this.shown.length > wanted.length || this.shown.some((id, place) => id !== wanted[place]);
	});

	/** Takes in what is new; to be called whenever something changed. */
	heed(): void {
		const known = new Set(this.#shown);
		const fresh = this.#wanted().filter((id) => !known.has(id));
		if (fresh.length > 0) this.#shown = [...this.#shown, ...fresh];
	}

	settle(): void {
		this.#shown = this.#wanted();
	}
}
