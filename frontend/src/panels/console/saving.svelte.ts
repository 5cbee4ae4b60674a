/** Saving a panel's settings, of which several hosts may have a form open: nobody overwrites what they did not see. */
import type { ChangePanel, Panel } from '@/contract';
import { Refusal } from '@/core/api';
import { catchUp, type Programme } from '@/programme';
import { Deed } from '../asking.svelte';
import { changePanel } from './doors';
import { changedMeanwhile, seenOf } from './meanwhile';

export class Saving {
	readonly deed = new Deed();
	/** The panel as the form knows it. */
	before: Panel;
	/** What somebody else has set since, by the names of the history. */
	readonly meanwhile = $derived.by(() => changedMeanwhile(this.deed.refusal));
	readonly #programme: Programme;

	constructor(programme: Programme, panel: Panel) {
		this.#programme = programme;
		this.before = $state.raw(panel);
	}

	/** True when it is saved. */
	async save(body: ChangePanel): Promise<boolean> {
		const seen = seenOf(body, this.before);
		return this.deed.do(async () => {
			try {
				const { rev } = await changePanel(this.before.id, { ...body, seen });
				await catchUp(this.#programme, rev);
			} catch (error) {
				if (error instanceof Refusal && error.code === 'outdated') await this.#programme.refresh();
				throw error;
			}
		});
	}

	/** The host has seen how it stands by now. */
	see(now: Panel): void {
		this.before = now;
		this.deed.forget();
	}
}
