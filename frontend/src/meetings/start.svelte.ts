/** What the app knows before anything else: the community and its editions. Kept on the phone, so it is there at once. */
import { me } from '@/people';
import type { Edition, Start } from '@/contract';
import { answer, api, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { keep, kept } from '@/core/kept';

class Beginning {
	#known = $state.raw<Start | undefined>();
	/** Why there is nothing to begin with; undefined while all is well. */
	trouble = $state.raw<Error | undefined>();

	get known(): Start | undefined {
		return this.#known;
	}

	get community(): string {
		return this.#known?.community.name ?? 'Fireside';
	}

	get editions(): readonly Edition[] {
		return this.#known?.meetings ?? [];
	}

	/** The edition to show first. */
	get current(): Edition | undefined {
		return this.edition(this.#known?.current ?? undefined);
	}

	edition(slug: string | undefined): Edition | undefined {
		return this.editions.find((edition) => edition.slug === slug);
	}

	async open(): Promise<void> {
		this.#known = await kept<Start>('shared', 'start');
		connection.whenBack(() => void this.refresh());
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const { turn } = me;
		try {
			const start = await answer(api.GET('/api/start'));
			this.#known = start;
			this.trouble = undefined;
			me.demo = start.demo;
			if (turn === me.turn) me.take(start.me);
			void keep('shared', 'start', { ...start, me: null });
		} catch (error) {
			this.trouble = error instanceof Error ? error : new Unreachable();
		}
	}
}

export const beginning = new Beginning();
