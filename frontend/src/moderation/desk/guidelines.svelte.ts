/** The points of the guidelines, by which cases are reported and decided. */
import type { Point } from '@/contract';
import { Asked } from '@/core/asking.svelte';
import { askPoints } from './doors';

const asked = new Asked<readonly Point[]>(askPoints);

export const guidelines = {
	get points(): readonly Point[] {
		return asked.now ?? [];
	},
	/** What a point is called; its key while the points are not here. */
	titleOf(key: string): string {
		return asked.now?.find((point) => point.key === key)?.title ?? key.replaceAll('_', ' ');
	},
	refresh: () => asked.refresh(),
};
