/** What a blogger wrote: at once the newest from their record, then all of it with its first words from the server. */
import type { Blogger, WholePost } from '@/contract';
import { answer, api } from '@/core/api';

export class Posts {
	#asked = $state.raw<{ id: number; posts: readonly WholePost[] } | undefined>();
	readonly #blogger: () => Blogger | undefined;

	constructor(blogger: () => Blogger | undefined) {
		this.#blogger = blogger;
		$effect(() => {
			const who = this.#blogger();
			if (who && who.posts.length > 0) void this.#ask(who);
		});
	}

	/** Newest first. */
	get all(): readonly WholePost[] {
		const who = this.#blogger();
		if (who && this.#asked?.id === who.id) return this.#asked.posts;
		return (who?.posts ?? []).map((post) => ({ ...post, excerpt: '' }));
	}

	/** Without a network the record's own posts stay. */
	async #ask({ id }: Blogger): Promise<void> {
		try {
			const path = { blogger_id: id };
			const posts = await answer(api.GET('/api/bloggers/{blogger_id}/posts', { params: { path } }));
			if (this.#blogger()?.id === id) this.#asked = { id, posts };
		} catch {
			/* Asked again when something changes. */
		}
	}
}
