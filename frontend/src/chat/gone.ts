/**
 * What was removed, told to all that may still show or keep something of it: once by whoever hears of it first, be it a
 * channel's stream, a page that lacks it, or the server when it is asked.
 */
type Tell = (gone: ReadonlySet<number>) => void;

const listeners = new Set<Tell>();

/** Calls with the ids of messages that are no more. Returns the way to stop. */
export function whenGone(tell: Tell): () => void {
	listeners.add(tell);
	return () => listeners.delete(tell);
}

export function tellGone(ids: readonly number[]): void {
	if (ids.length === 0) return;
	const gone = new Set(ids);
	for (const tell of listeners) tell(gone);
}
