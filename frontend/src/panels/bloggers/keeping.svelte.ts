/** A blogger as their keepers write them down: what changed, and only that, is sent. */
import type { Blogger } from '@/contract';
import { answer, api } from '@/core/api';
import { fieldsOf, reason } from './saying';

interface Written {
	name: string;
	headline: string;
	blog_url: string;
	feed_url: string;
}

export class Keeping {
	written: Written;
	busy = $state(false);
	trouble = $state('');
	fields = $state.raw<Readonly<Record<string, string[]>>>({});
	readonly #slug: string;
	readonly #id: number | undefined;
	#before: Written;

	constructor(slug: string, blogger: Blogger | undefined) {
		this.#slug = slug;
		this.#id = blogger?.id;
		this.#before = asWritten(blogger);
		this.written = $state(asWritten(blogger));
	}

	get changed(): boolean {
		return Object.keys(this.#changes()).length > 0;
	}

	error(field: keyof Written): string | undefined {
		return this.fields[field]?.[0];
	}

	/** The blogger as they are then; undefined when it was refused. */
	save(): Promise<Blogger | undefined> {
		return this.#do(async () => {
			const saved = await this.#send();
			this.#before = asWritten(saved);
			return saved;
		});
	}

	async remove(): Promise<boolean> {
		const id = this.#id;
		if (id === undefined) return false;
		const params = { path: { blogger_id: id } };
		return (
			(await this.#do(async () => {
				await answer(api.DELETE('/api/bloggers/{blogger_id}', { params }));
				return true;
			})) ?? false
		);
	}

	#send(): Promise<Blogger> {
		if (this.#id === undefined) {
			const params = { path: { slug: this.#slug } };
			return answer(
				api.POST('/api/meetings/{slug}/bloggers', { params, body: { ...this.written, person_id: null } }),
			);
		}
		const params = { path: { blogger_id: this.#id } };
		return answer(api.PATCH('/api/bloggers/{blogger_id}', { params, body: this.#changes() }));
	}

	#changes(): Partial<Written> {
		const keys = Object.keys(this.#before) as (keyof Written)[];
		return Object.fromEntries(
			keys.filter((key) => this.written[key] !== this.#before[key]).map((key) => [key, this.written[key]]),
		);
	}

	async #do<T>(act: () => Promise<T>): Promise<T | undefined> {
		if (this.busy) return undefined;
		this.busy = true;
		this.trouble = '';
		this.fields = {};
		try {
			return await act();
		} catch (error) {
			this.fields = fieldsOf(error);
			this.trouble = reason(error);
			return undefined;
		} finally {
			this.busy = false;
		}
	}
}

function asWritten(blogger: Blogger | undefined): Written {
	const { name = '', headline = '', blog_url = '', feed_url = '' } = blogger ?? {};
	return { name, headline, blog_url, feed_url };
}
