/** What waits to be sent: one change each, with all that is needed to send it, as the phone keeps it. */
import { drop, keep, keptUnder } from './kept';

export interface Entry<About = unknown> {
	/** Made at the tap, once: the server answers the same to it however often it comes. */
	id: string;
	/** Who knows how to send it. */
	kind: string;
	/** Whose it is. */
	owner: number;
	/** When it was tapped, in milliseconds. */
	at: number;
	/** Its place in the order: later ones have a higher number, whatever the clock did meanwhile. */
	place: number;
	/** What it is in words: "A seat at “Who reads us”"; empty for what nobody needs to know of. */
	what: string;
	/** The page where it was tapped. */
	href: string;
	about: About;
	/** It was tried, and nobody answered. */
	waited?: boolean;
	/** What it came to. */
	told?: Told;
}

export interface Told {
	/** When the phone heard it. */
	at: number;
	/** A sentence for the person. */
	text: string;
	/** The refusal's code; empty when it was taken. */
	code: string;
	/** What the refusal says beside its sentence, as the server sent it. */
	problem?: unknown;
}

const SHELF = 'mine';
const PREFIX = 'outbox:';
const DIGITS = 16;

/** All that is kept, in order. */
export function keptEntries(): Promise<Entry[]> {
	return keptUnder<Entry>(SHELF, PREFIX);
}

export function keepEntry(entry: Entry): Promise<boolean> {
	return keep(SHELF, keyOf(entry), entry);
}

export function dropEntry(entry: Entry): Promise<void> {
	return drop(SHELF, keyOf(entry));
}

/** A random UUID, also where the page is not served securely and the browser makes none by itself. */
export function newId(): string {
	if ('randomUUID' in crypto) return crypto.randomUUID();
	const digit = () => ((crypto as Crypto).getRandomValues(new Uint8Array(1))[0] ?? 0) % 16;
	return 'xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx'.replace(/x/g, () => digit().toString(16));
}

export function placeAfter(entries: readonly Entry[]): number {
	return Math.max(Date.now(), (entries.at(-1)?.place ?? 0) + 1);
}

/** The same list with this one put in its place, or in its own place as it is now. */
export function withEntry(entries: readonly Entry[], entry: Entry): Entry[] {
	return [...entries.filter(({ id }) => id !== entry.id), entry].sort(inOrder);
}

function keyOf({ place, id }: Entry): string {
	return `${PREFIX}${String(place).padStart(DIGITS, '0')}:${id}`;
}

function inOrder(one: Entry, other: Entry): number {
	return one.place - other.place || (one.id < other.id ? -1 : 1);
}
