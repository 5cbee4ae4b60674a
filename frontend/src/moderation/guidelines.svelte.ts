/** The guidelines in force, point by point: what one can be held to. As the phone kept them, until the server tells. */
import type { Guidelines, Point } from '@/contract';
import { answer, api } from '@/core/api';
import { whyUntold } from '@/core/asking.svelte';
import { keep, kept } from '@/core/kept';
import { untrack } from 'svelte';

const KEY = 'moderation:guidelines';

class InForce {
	now = $state.raw<Guidelines | undefined>();
	trouble = $state('');
	#opening: Promise<void> | undefined;

	readonly points: readonly Point[] = $derived(this.now?.points ?? []);

	/** Asks for them as they are now; asking twice at once asks once. */
	open(): Promise<void> {
		this.#opening ??= untrack(() => this.#open()).finally(() => (this.#opening = undefined));
		return this.#opening;
	}

	/** Which point it is, counted from 1, and its title; undefined for one that is no longer there. */
	point(key: string): { number: number; title: string } | undefined {
		const place = this.points.findIndex((point) => point.key === key);
		const point = this.points[place];
		return point && { number: place + 1, title: point.title };
	}

	/** What a point is called; in plain words for one that the guidelines no longer have. */
	titleOf = (key: string): string => this.point(key)?.title ?? key.replaceAll('_', ' ');

	async #open(): Promise<void> {
		this.now ??= await kept<Guidelines>('shared', KEY);
		try {
			this.now = await answer<Guidelines>(api.GET('/api/guidelines'));
			this.trouble = '';
			void keep('shared', KEY, this.now);
		} catch (error) {
			this.trouble = whyUntold(error);
		}
	}
}

export const guidelines = new InForce();
