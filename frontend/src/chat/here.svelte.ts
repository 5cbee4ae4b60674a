/** Who is in a channel just now: about how many, and who is typing. All of it may be lost without harm. */
import { live } from '@/core/live.svelte';
import { me } from '@/people';

/** Whoever was not heard typing for so long has stopped. */
const STOPS = 5_000;
/** Our own typing is told this often. */
const EVERY = 2_500;

export class Here {
	/** In steps: exact up to five, then 10, 20, 50 and so on. */
	people = $state(0);
	#typing = $state.raw<readonly number[]>([]);
	readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
	readonly #stream: string;
	#toldAt = -Infinity;

	constructor(stream: string) {
		this.#stream = stream;
	}

	/** The ids of those who are typing, the first first; never ourselves. */
	get typing(): readonly number[] {
		return this.#typing;
	}

	present(people: number): void {
		this.people = people;
	}

	types(person: number): void {
		if (person === me.person?.id) return;
		clearTimeout(this.#timers.get(person));
		this.#timers.set(
			person,
			setTimeout(() => this.stopped(person), STOPS),
		);
		if (!this.#typing.includes(person)) this.#typing = [...this.#typing, person];
	}

	/** Whoever has said it is no longer typing it. */
	stopped(person: number): void {
		this.#typing = this.#typing.filter((id) => id !== person);
	}

	/** We are typing. */
	tell(): void {
		const now = performance.now();
		if (now - this.#toldAt < EVERY) return;
		this.#toldAt = now;
		live.type(this.#stream);
	}
}
