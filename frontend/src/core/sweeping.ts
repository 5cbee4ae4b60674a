/** When to look through what this phone keeps for what others took away meanwhile. */
import { connection } from './connection.svelte';

/** However much is heard, not more often. */
const SELDOM = 60_000;
/** However little is heard, this often as long as somebody looks. */
const AT_LEAST = 10 * 60_000;

/** Makes of a sweep one that is called whenever the server was heard, and that calls itself when it was not for long. */
export function sweeping(sweep: () => Promise<void>): () => void {
	let sweptAt = -Infinity;
	const sweepAfter = (pause: number) => {
		if (performance.now() - sweptAt < pause) return;
		sweptAt = performance.now();
		void sweep();
	};
	connection.whenBack(() => (sweptAt = -Infinity));
	setInterval(() => {
		if (connection.visible && connection.online) sweepAfter(AT_LEAST);
	}, SELDOM);
	return () => sweepAfter(SELDOM);
}
