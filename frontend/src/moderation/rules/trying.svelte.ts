/** A rule tried on what was said lately: page by page, the newest first, until it is through or nobody looks any more. */
import type { Trial } from '@/contract';
import { whyUntold } from '@/core/asking.svelte';
import { tryRule, type Tried } from './doors';

export type Caught = Trial['found'][number];
/** Of all that it would have caught, so many are shown. */
const MOST_SHOWN = 50;

export class Trying {
	state = $state.raw<'none' | 'running' | 'done' | 'broken'>('none');
	read = $state(0);
	/** Messages there are in the days it looks at; undefined before the first answer. */
	of = $state<number | undefined>();
	held = $state(0);
	found = $state.raw<readonly Caught[]>([]);
	trouble = $state('');
	/** Grows with every trial; a late answer to an older one is passed over. */
	#asked = 0;
	readonly #ask: typeof tryRule;

	constructor(ask = tryRule) {
		this.#ask = ask;
	}

	async start(rule: Tried): Promise<void> {
		this.forget();
		const asked = this.#asked;
		this.state = 'running';
		try {
			let before: number | undefined;
			do before = this.#take(asked, await this.#ask(rule, before));
			while (before !== undefined);
		} catch (error) {
			if (asked !== this.#asked) return;
			[this.trouble, this.state] = [whyUntold(error), 'broken'];
		}
	}

	/** Stops, and shows nothing more of it. */
	forget(): void {
		this.#asked += 1;
		[this.state, this.read, this.of, this.held, this.found, this.trouble] = ['none', 0, undefined, 0, [], ''];
	}

	/** Where the next page begins, if there is one. */
	#take(asked: number, page: Trial): number | undefined {
		if (asked !== this.#asked) return undefined;
		this.read += page.read;
		this.of = page.of;
		this.held += page.held;
		this.found = [...this.found, ...page.found].slice(0, MOST_SHOWN);
		if (page.before === null) this.state = 'done';
		return page.before ?? undefined;
	}
}
