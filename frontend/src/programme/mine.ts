/** What is mine in a programme: what I starred, and what other features add, such as a panel at which I have a seat. */
import type { Programme } from './programme.svelte';
import type { Showing } from './showing';
import { stars } from './stars.svelte';

/** The sessions of a programme that are in my agenda although I did not star them. */
type Also = (programme: Programme) => ReadonlySet<number>;

const others: Also[] = [];

/** Called when the app starts. */
export function alsoMine(also: Also): void {
	others.push(also);
}

/** The sessions in my agenda. */
export function idsOfMine(programme: Programme): ReadonlySet<number> {
	const more = others.flatMap((also) => [...also(programme)]);
	return more.length > 0 ? new Set([...stars.starred, ...more]) : stars.starred;
}

/** My agenda, in the order of the programme. */
export function mineOf(programme: Programme): Showing[] {
	const ids = idsOfMine(programme);
	return programme.showings.filter(({ session }) => ids.has(session.id));
}
