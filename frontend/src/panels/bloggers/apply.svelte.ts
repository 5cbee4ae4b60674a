/** The form "I would like to be on a panel": written once, sent as often as it takes, counted once. */
import type { Application, FoundBlog, Me } from '@/contract';
import { answer, api } from '@/core/api';
import { newId } from '@/core/outbox';
import { mine } from '@/people';
import { fieldsOf, reason } from './saying';

export class Apply {
	panelId = $state<number | null>(null);
	blogUrl = $state('');
	feedUrl = $state('');
	pitch = $state('');
	busy = $state<'sending' | 'finding' | undefined>();
	trouble = $state('');
	fields = $state.raw<Readonly<Record<string, string[]>>>({});
	found = $state.raw<FoundBlog | undefined>();
	/** Why nothing was found at the blog's address. */
	notFound = $state('');
	readonly #slug: string;
	/** Names this request, so that a lost answer does not make a second application. */
	#clientId = newId();

	constructor(slug: string, person: Me, panelId: number | null) {
		this.#slug = slug;
		this.panelId = panelId;
		this.blogUrl = person.blog_url;
		this.feedUrl = person.feed_url;
	}

	error(field: 'blog_url' | 'feed_url' | 'pitch' | 'panel_id'): string | undefined {
		return this.fields[field]?.[0];
	}

	/** Looks at the blog, and takes over the feed that its page names. */
	async find(): Promise<void> {
		await this.#do('finding', async () => {
			const body = { url: this.blogUrl.trim() };
			this.found = await answer(api.POST('/api/blogs/look', { body }));
			if (this.found.feed_url) this.feedUrl = this.found.feed_url;
		});
	}

	async send(): Promise<boolean> {
		return this.#do('sending', async () => {
			const body = {
				client_id: this.#clientId,
				panel_id: this.panelId,
				blog_url: this.blogUrl.trim(),
				feed_url: this.feedUrl.trim(),
				pitch: this.pitch.trim(),
			};
			const params = { path: { slug: this.#slug } };
			mine.learn(
				'application',
				await answer(api.POST('/api/meetings/{slug}/applications', { params, body })),
			);
			this.#clientId = newId();
			this.pitch = '';
		});
	}

	async #do(what: 'sending' | 'finding', act: () => Promise<void>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = what;
		this.trouble = '';
		this.notFound = '';
		this.fields = {};
		this.found = undefined;
		try {
			await act();
			return true;
		} catch (error) {
			this.fields = fieldsOf(error);
			if (what === 'finding') this.notFound = reason(error);
			else this.trouble = reason(error);
			return false;
		} finally {
			this.busy = undefined;
		}
	}
}

/** My applications at a meeting, the newest first. */
export function applicationsAt(meetingId: number | undefined): Application[] {
	return [...mine.of<Application>('application').values()]
		.filter(({ meeting_id }) => meeting_id === meetingId)
		.sort((one, other) => other.id - one.id);
}

export async function withdraw(id: number): Promise<void> {
	const params = { path: { application_id: id } };
	mine.learn('application', await answer(api.DELETE('/api/applications/{application_id}', { params })));
}
