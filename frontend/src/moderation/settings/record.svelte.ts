/** The record page by page, the newest first, of all acts or of one kind. */
import type { ActOfModeration, ActsPage } from '@/contract';
import { Deed, whyUntold } from '@/core/asking.svelte';
import { auditPage } from './doors';

export class RecordPages extends Deed {
	/** Undefined until the server has told. */
	acts = $state.raw<readonly ActOfModeration[] | undefined>();
	verified = $state.raw<ActsPage['verified']>(null);
	#act = $state('');
	#next = $state.raw<number | null>(null);

	get more(): boolean {
		return this.#next !== null;
	}

	/** Of which kind; empty for all. */
	get act(): string {
		return this.#act;
	}

	async only(act: string): Promise<void> {
		this.#act = act;
		this.acts = undefined;
		await this.start();
	}

	start(): Promise<boolean> {
		return this.#ask(undefined, []);
	}

	async further(): Promise<void> {
		if (this.#next !== null) await this.#ask(this.#next, this.acts ?? []);
	}

	#ask(before: number | undefined, known: readonly ActOfModeration[]): Promise<boolean> {
		return this.do(async () => {
			const act = this.#act;
			const page = await auditPage(before, act);
			if (act === this.#act) this.#take(page, known);
			else this.#take(await this.#fromStart(), []);
		}, whyUntold);
	}

	/** Another kind was chosen while the answer was on its way. */
	async #fromStart(): Promise<ActsPage> {
		const act = this.#act;
		const page = await auditPage(undefined, act);
		return act === this.#act ? page : this.#fromStart();
	}

	#take(page: ActsPage, known: readonly ActOfModeration[]): void {
		this.acts = [...known, ...page.acts];
		this.#next = page.next;
		this.verified = page.verified;
	}
}
