/** One case with all that a moderator is shown of it, asked for again whenever something happened to it. */
import type { WholeCase } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { Deed } from '@/core/asking.svelte';
import * as doors from './doors';
import { queue } from './queue.svelte';

export class CaseFile {
	readonly id: number;
	now = $state.raw<WholeCase | undefined>();
	/** Why there is nothing; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	readonly claiming = new Deed();
	readonly noting = new Deed();
	#asking: Promise<void> | undefined;
	/** The newest news that an answer was asked for. */
	#askedFor = 0;

	constructor(id: number) {
		this.id = id;
	}

	refresh(): Promise<void> {
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	/** Something was heard of it. */
	heard(rev: number): void {
		if (rev <= Math.max(this.#askedFor, this.now?.rev ?? 0)) return;
		this.#askedFor = rev;
		void this.#again();
	}

	claim(): Promise<boolean> {
		return this.claiming.do(async () => {
			try {
				queue.learn(await doors.claim(this.id));
			} finally {
				await this.refresh();
			}
		});
	}

	letGo(): Promise<boolean> {
		return this.claiming.do(async () => {
			await doors.letGo(this.id);
			await this.refresh();
		});
	}

	note(text: string): Promise<boolean> {
		return this.noting.do(async () => {
			await doors.addNote(this.id, text);
			await this.refresh();
		});
	}

	/** An answer on its way may be older than the news. */
	async #again(): Promise<void> {
		await this.#asking;
		await this.refresh();
	}

	async #ask(): Promise<void> {
		try {
			this.now = await doors.askCase(this.id);
			this.trouble = undefined;
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			if (error instanceof Refusal) this.now = undefined;
			this.trouble = error;
		}
	}
}
