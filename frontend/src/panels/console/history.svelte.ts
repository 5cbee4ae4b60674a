/** Who changed whose place, newest first, page by page. */
import type { SignupChange } from '@/contract';
import { Deed, whyUntold } from '../asking.svelte';
import { historyOf } from './doors';

export class HistoryPages extends Deed {
	/** Undefined until the server has told. */
	changes = $state.raw<readonly SignupChange[] | undefined>();
	#next = $state.raw<number | null>(null);
	readonly #panel: number;
	readonly #signup: number | undefined;

	constructor(panel: number, signup?: number) {
		super();
		this.#panel = panel;
		this.#signup = signup;
	}

	get more(): boolean {
		return this.#next !== null;
	}

	start(): Promise<boolean> {
		return this.#ask(0, []);
	}

	async further(): Promise<void> {
		if (this.#next !== null) await this.#ask(this.#next, this.changes ?? []);
	}

	#ask(below: number, before: readonly SignupChange[]): Promise<boolean> {
		return this.do(async () => {
			const page = await historyOf(this.#panel, below, this.#signup);
			this.changes = [...before, ...page.changes];
			this.#next = page.next;
		}, whyUntold);
	}
}
