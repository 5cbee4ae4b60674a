/** Which fields of a programme were edited by hand, so that imports leave them alone. */
import type { Kept } from '@/contract';
import { answer, api, Refusal, Unreachable } from '@/core/api';

export class KeptFields {
	readonly slug: string;
	#kept = $state.raw<readonly Kept[]>([]);

	constructor(slug: string) {
		this.slug = slug;
	}

	of(subject: Kept['subject'], id: number): readonly string[] {
		return this.#kept.find((one) => one.subject === subject && one.id === id)?.kept ?? [];
	}

	/** What cannot be asked for now is not marked; the server keeps it all the same. */
	async refresh(): Promise<void> {
		try {
			this.#kept = await answer(
				api.GET('/api/meetings/{slug}/kept', { params: { path: { slug: this.slug } } }),
			);
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
		}
	}

	async release(subject: Kept['subject'], subject_id: number): Promise<void> {
		await answer(
			api.DELETE('/api/kept/{subject}/{subject_id}', { params: { path: { subject, subject_id } } }),
		);
		this.#kept = this.#kept.filter((one) => one.subject !== subject || one.id !== subject_id);
	}
}

const all = new Map<string, KeptFields>();

export function keptOf(slug: string): KeptFields {
	let kept = all.get(slug);
	if (!kept) {
		kept = new KeptFields(slug);
		all.set(slug, kept);
	}
	return kept;
}
