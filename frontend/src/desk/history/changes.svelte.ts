/** The history of a meeting, or of one thing in it, page by page. */
import type { Edit } from '@/contract';
import { answer, api, Refusal, Unreachable } from '@/core/api';
import { ownZone, wallAt } from '@/core/times';
import { takeBack } from '@/programme';

export interface About {
	subject: Edit['subject'];
	id: number;
}

export class Changes {
	readonly slug: string;
	readonly about: About | undefined;
	edits = $state.raw<readonly Edit[] | undefined>();
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	busy = $state(false);
	#next = $state.raw<number | null>(null);

	constructor(slug: string, about?: About) {
		this.slug = slug;
		this.about = about;
	}

	get more(): boolean {
		return this.#next !== null;
	}

	/** The newest page. What was shown stays until it is here. */
	async refresh(): Promise<void> {
		await this.#ask(0, []);
	}

	async older(): Promise<void> {
		if (this.#next !== null) await this.#ask(this.#next, this.edits ?? []);
	}

	/** Takes one back; the sentence why not, if the server refuses. */
	async undo(edit: Edit): Promise<string | undefined> {
		try {
			await takeBack(edit);
			this.edits = this.edits?.map((one) => (one.id === edit.id ? { ...one, undone: true } : one));
			return undefined;
		} catch (error) {
			if (error instanceof Refusal || error instanceof Unreachable) return error.message;
			throw error;
		}
	}

	async #ask(below: number, before: readonly Edit[]): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		try {
			const about = this.about ? { subject: this.about.subject, subject_id: this.about.id } : {};
			const page = await answer(
				api.GET('/api/meetings/{slug}/history', {
					params: { path: { slug: this.slug }, query: { ...about, ...(below ? { below } : {}) } },
				}),
			);
			this.edits = [...before, ...page.edits];
			this.#next = page.next;
			this.trouble = undefined;
		} catch (error) {
			this.trouble = error instanceof Refusal ? error : new Unreachable();
		} finally {
			this.busy = false;
		}
	}
}

/** Entries under the reader's days, in their order. */
export function byDay(edits: readonly Edit[]): [day: string, edits: Edit[]][] {
	const days = new Map<string, Edit[]>();
	for (const edit of edits) {
		const day = wallAt(Date.parse(edit.at), ownZone()).date;
		days.set(day, [...(days.get(day) ?? []), edit]);
	}
	return [...days];
}
