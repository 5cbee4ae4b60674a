/** How an organiser looks through the lists of one edition. It outlives the page, so that the way back leads to the same place. */
import type { View } from './listing';

class Shelf {
	query = $state('');
	/** Undefined until the reader chooses: today while the meeting is on, else everything. */
	view = $state<View | undefined>();
}

const shelves = new Map<string, Shelf>();

export function shelfOf(slug: string, kind: string): Shelf {
	const key = `${slug} ${kind}`;
	let shelf = shelves.get(key);
	if (!shelf) {
		shelf = new Shelf();
		shelves.set(key, shelf);
	}
	return shelf;
}
