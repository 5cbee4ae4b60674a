/** A long list of the server's, found by words and read page by page. */
import { Refusal, Unreachable } from '@/core/api';

export interface Page<T> {
	items: T[];
	next: number | null;
	total: number;
}

const PAUSE = 250;

export class Listing<T> {
	items = $state.raw<readonly T[] | undefined>();
	total = $state(0);
	busy = $state(false);
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	#query = $state('');
	#next = $state.raw<number | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Grows with every question, so that a late answer to an old one is passed over. */
	#asked = 0;
	readonly #page: (query: string, after: number) => Promise<Page<T>>;

	constructor(page: (query: string, after: number) => Promise<Page<T>>) {
		this.#page = page;
	}

	get query(): string {
		return this.#query;
	}

	/** Looks for something else, once the typing pauses. */
	set query(query: string) {
		this.#query = query;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.refresh(), PAUSE);
	}

	get more(): boolean {
		return this.#next !== null;
	}

	refresh(): Promise<void> {
		return this.#ask(0, []);
	}

	async further(): Promise<void> {
		if (this.#next !== null && !this.busy) await this.#ask(this.#next, this.items ?? []);
	}

	/** Shows one item otherwise, without asking again. */
	put(is: (item: T) => boolean, change: (item: T) => T): void {
		this.items = this.items?.map((item) => (is(item) ? change(item) : item));
	}

	/** No longer shows what is gone. */
	drop(is: (item: T) => boolean): void {
		this.items = this.items?.filter((item) => !is(item));
	}

	async #ask(after: number, before: readonly T[]): Promise<void> {
		const asked = ++this.#asked;
		this.busy = true;
		try {
			const page = await this.#page(this.#query.trim(), after);
			if (asked !== this.#asked) return;
			this.items = [...before, ...page.items];
			this.#next = page.next;
			this.total = page.total;
			this.trouble = undefined;
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			if (asked === this.#asked) this.trouble = error;
		} finally {
			if (asked === this.#asked) this.busy = false;
		}
	}
}
