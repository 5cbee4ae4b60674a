import type { Edition } from '@/contract';

const ORDER = { live: 0, upcoming: 1, over: 2 };

/** The one that is on, then those to come from the next on, then the past from the last back. */
export function inOrder(editions: readonly Edition[]): Edition[] {
	return editions.toSorted((one, other) => {
		const days = one.starts_on < other.starts_on ? -1 : 1;
		return ORDER[one.phase] - ORDER[other.phase] || (one.phase === 'over' ? -days : days);
	});
}
