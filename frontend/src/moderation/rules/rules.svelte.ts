/** The rules as the server told them last; the list and the page of one share them. */
import type { Rule } from '@/contract';
import { Asked } from '@/core/asking.svelte';
import { rulesNow } from './doors';

class Rules extends Asked<readonly Rule[]> {
	constructor() {
		super(rulesNow);
	}

	find(id: number): Rule | undefined {
		return this.now?.find((rule) => rule.id === id);
	}

	/** As it was saved, or new. */
	take(saved: Rule): void {
		const known = this.find(saved.id);
		this.now = known
			? this.now?.map((rule) => (rule === known ? saved : rule))
			: [...(this.now ?? []), saved];
	}

	drop(id: number): void {
		this.now = this.now?.filter((rule) => rule.id !== id);
	}
}

export const rules = new Rules();
