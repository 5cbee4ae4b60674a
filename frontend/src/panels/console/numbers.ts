/** A panel's numbers in the order one tells them. */
import type { totalOf } from './plot';
import { say } from './words';

type Totals = ReturnType<typeof totalOf>;

export function linesOf(numbers: Totals) {
	return [
		{ name: 'signed_up', count: numbers.signed_up, label: say('signedUp') },
		{ name: 'seated', count: numbers.seated, label: say('hadSeat') },
		{ name: 'came', count: numbers.came, label: say('came') },
		{ name: 'walk_ins', count: numbers.walk_ins, label: say('walkIns') },
		{ name: 'missed', count: numbers.missed, label: say('missed') },
		{ name: 'waiting', count: numbers.waiting, label: say('waitingEnd') },
		{ name: 'left', count: numbers.left, label: say('left') },
	];
}

/** "4.6 of 5, from 12 people". */
export function ratingName({ people, mean }: { people: number; mean: number | null }): string {
	if (mean === null) return say('noRating');
	return say('rating', { mean: Math.round(mean * 10) / 10, count: people });
}
