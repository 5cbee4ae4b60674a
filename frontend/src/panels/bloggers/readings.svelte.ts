/** How the reading of the bloggers' blogs goes, for those who look after them. */
import type { Reading } from '@/contract';
import { answer, api } from '@/core/api';

class Readings {
	#byBlogger = $state.raw<ReadonlyMap<number, Reading>>(new Map());

	of(bloggerId: number): Reading | undefined {
		return this.#byBlogger.get(bloggerId);
	}

	/** Without a network what was known stays. */
	async refresh(slug: string): Promise<void> {
		try {
			const all = await answer(api.GET('/api/meetings/{slug}/blogroll', { params: { path: { slug } } }));
			this.#byBlogger = new Map(all.map((one) => [one.blogger_id, one]));
		} catch {
			/* Asked again with the next change. */
		}
	}
}

export const readings = new Readings();
