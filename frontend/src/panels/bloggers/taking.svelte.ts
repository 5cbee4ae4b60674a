/** Taking in a list of blogs in two steps: look what it would add, then do it. */
import type { BlogrollReport } from '@/contract';
import { answer, api } from '@/core/api';
import { reason } from './saying';

export class Taking {
	file = $state.raw<File | undefined>();
	report = $state.raw<BlogrollReport | undefined>();
	busy = $state(false);
	trouble = $state('');
	readonly #slug: string;

	constructor(slug: string) {
		this.#slug = slug;
	}

	choose(file: File | undefined): void {
		this.file = file;
		this.report = undefined;
		this.trouble = '';
	}

	async run(write: boolean): Promise<void> {
		const { file } = this;
		if (this.busy || !file) return;
		this.busy = true;
		this.trouble = '';
		try {
			this.report = await this.#send(file, write);
		} catch (error) {
			this.trouble = reason(error);
		} finally {
			this.busy = false;
		}
	}

	#send(file: File, write: boolean): Promise<BlogrollReport> {
		const form = new FormData();
		form.set('file', file);
		form.set('write', String(write));
		return answer(
			api.POST('/api/meetings/{slug}/blogroll/import', {
				params: { path: { slug: this.#slug } },
				body: { file: file.name, write },
				bodySerializer: () => form,
			}),
		);
	}
}
