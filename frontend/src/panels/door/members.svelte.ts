/** Members found by name on the server, as one types. */
import type { FoundPerson } from '@/contract';
import { whyUntold } from '../asking.svelte';
import { findPeople } from './doors';

const PAUSE = 250;
const SHORTEST = 2;

export class MembersFound {
	/** Undefined before anything was looked for. */
	found = $state.raw<readonly FoundPerson[] | undefined>();
	trouble = $state('');
	#query = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Grows with every question, so that a late answer to an old one is passed over. */
	#asked = 0;
	readonly #panel: number;

	constructor(panel: number) {
		this.#panel = panel;
	}

	get query(): string {
		return this.#query;
	}

	set query(query: string) {
		this.#query = query;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#ask(query.trim()), PAUSE);
	}

	async #ask(query: string): Promise<void> {
		const asked = ++this.#asked;
		if (query.length < SHORTEST) {
			this.found = undefined;
			return;
		}
		try {
			const found = await findPeople(this.#panel, query);
			if (asked === this.#asked) [this.found, this.trouble] = [found, ''];
		} catch (error) {
			const trouble = whyUntold(error);
			if (asked === this.#asked) this.trouble = trouble;
		}
	}
}
