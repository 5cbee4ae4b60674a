/** Looking for what was said: words, what narrows them, pages of findings, and what was looked for lately. */
import type { FoundMessage } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { keep, kept } from '@/core/kept';
import { doors } from './doors';

/** What narrows a search; each by a value that the server knows and a name that a person reads. */
export interface Narrowed {
	channel?: { id: number; name: string } | undefined;
	person?: { id: number; name: string } | undefined;
	meeting?: { slug: string; name: string } | undefined;
	/** "2026-12-01" */
	since?: string | undefined;
	until?: string | undefined;
}
export type Narrowing = keyof Narrowed;

const PAUSE = 300;
const SHORTEST = 2;
const KEY = 'chat:searches';
const MOST_KEPT = 8;
/** A page may be empty and yet have a next; so many are gone through before one asks whether to go on. */
const MOST_EMPTY = 3;

export class Search {
	found = $state.raw<readonly FoundMessage[] | undefined>();
	busy = $state(false);
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	narrowed = $state.raw<Narrowed>({});
	/** What was looked for before, the last first. */
	recent = $state.raw<readonly string[]>([]);
	#query = $state('');
	#next = $state.raw<string | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Grows with every question, so that a late answer to an old one is passed over. */
	#asked = 0;

	async open(): Promise<void> {
		this.recent = (await kept<string[]>('mine', KEY)) ?? [];
	}

	get query(): string {
		return this.#query;
	}

	set query(query: string) {
		this.#query = query;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.ask(), PAUSE);
	}

	get more(): boolean {
		return this.#next !== null;
	}

	narrow(by: Narrowed): void {
		this.narrowed = by;
		void this.ask();
	}

	widen(by: Narrowing): void {
		this.narrow({ ...this.narrowed, [by]: undefined });
	}

	async ask(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#query.trim().length < SHORTEST) {
			this.#asked += 1;
			this.found = undefined;
			this.busy = false;
			this.trouble = undefined;
			return;
		}
		await this.#read(null, []);
	}

	async further(): Promise<void> {
		if (this.#next !== null && !this.busy) await this.#read(this.#next, this.found ?? []);
	}

	/** Of these messages nothing is shown any more. */
	lose(gone: ReadonlySet<number>): void {
		const beside = (one: FoundMessage['before']) => (one && gone.has(one.id) ? null : one);
		this.found = this.found
			?.filter(({ message }) => !gone.has(message.id))
			.map((one) => ({ ...one, before: beside(one.before), after: beside(one.after) }));
	}

	/** What led somewhere is worth keeping. */
	remember(): void {
		const query = this.#query.trim();
		this.recent = [query, ...this.recent.filter((one) => one !== query)].slice(0, MOST_KEPT);
		void keep('mine', KEY, [...this.recent]);
	}

	forget(): void {
		this.recent = [];
		void keep('mine', KEY, []);
	}

	async #read(from: string | null, before: readonly FoundMessage[]): Promise<void> {
		const asked = (this.#asked += 1);
		this.busy = true;
		try {
			const page = await this.#pages(from);
			if (asked !== this.#asked) return;
			this.found = [...before, ...page.found];
			this.#next = page.next;
			this.trouble = undefined;
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			if (asked === this.#asked) this.trouble = error;
		} finally {
			if (asked === this.#asked) this.busy = false;
		}
	}

	async #pages(from: string | null): Promise<{ found: readonly FoundMessage[]; next: string | null }> {
		let page = await doors.search(asQuery(this.#query, this.narrowed, from));
		for (let tries = 1; page.found.length === 0 && page.next !== null && tries < MOST_EMPTY; tries += 1) {
			page = await doors.search(asQuery(this.#query, this.narrowed, page.next));
		}
		return page;
	}
}

export interface Query {
	q: string;
	channel?: number;
	person?: number;
	meeting?: string;
	since?: string;
	until?: string;
	before?: string;
}

/** As the server is asked; what narrows nothing is left out. */
export function asQuery(text: string, by: Narrowed, before: string | null): Query {
	const given = {
		q: text.trim(),
		channel: by.channel?.id,
		person: by.person?.id,
		meeting: by.meeting?.slug,
		since: by.since,
		until: by.until,
		before,
	};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as unknown as Query;
}
