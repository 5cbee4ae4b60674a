/** What stands in the list of a channel, from its beginning to what I am about to say. */
import type { Entry } from '@/core/outbox.svelte';
import { mine } from '@/people';
import type { Held, Message } from '@/contract';
import type { Sent } from './shapes';
import type { Gone, Line } from './talking.svelte';

/** Where the channel begins. */
export const BEGINNING = 'beginning';
export type Item = typeof BEGINNING | Line | Held | Entry<Sent>;

export function isMessage(item: Item | undefined): item is Message {
	return typeof item === 'object' && 'author' in item;
}

export function isGone(item: Item): item is Gone {
	return typeof item === 'object' && 'gone' in item;
}

export function isHeld(item: Item): item is Held {
	return typeof item === 'object' && 'state' in item;
}

export function isWaiting(item: Item): item is Entry<Sent> {
	return typeof item === 'object' && 'kind' in item;
}

/** The same for what I sent before and after the server has it, so that it stays where it is. */
export function keyOf(item: Item): string {
	if (item === BEGINNING) return item;
	if (isGone(item)) return `gone${String(item.number)}`;
	if (isMessage(item)) return nameOf(item.author.id, item.client_id);
	return isHeld(item) ? nameOf(mine.owner, item.client_id) : nameOf(item.owner, item.id);
}

/** What somebody's phone called it: another's may call something else the same. */
function nameOf(author: number | null, id: string): string {
	return `${String(author)} ${id}`;
}

/** Its number; undefined for what has none. */
export function numberOf(item: Item | undefined): number | undefined {
	return typeof item === 'object' && 'number' in item ? item.number : undefined;
}

/** The last message before it. */
export function messageBefore(items: readonly Item[], place: number): Message | undefined {
	for (let before = place - 1; before >= 0; before -= 1) {
		const item = items[before];
		if (isMessage(item)) return item;
	}
	return undefined;
}

/** The line before it in the same conversation. */
export function lineBefore(items: readonly Item[], place: number): Line | undefined {
	const before = items[place - 1];
	return before !== undefined && before !== BEGINNING && !isWaiting(before) && !isHeld(before)
		? before
		: undefined;
}

/** Where a number stands, or the first one after it. */
export function placeOf(items: readonly Item[], number: number): number {
	return items.findIndex((item) => (numberOf(item) ?? -1) >= number);
}

/** Whether lines came in above, and nowhere else: then the list keeps its place from the end. */
export function grewAbove(before: readonly Item[], after: readonly Item[]): boolean {
	const [first, last] = [firstNumber(before), before.at(-1)];
	const now = firstNumber(after);
	if (first === undefined || now === undefined || now >= first || last === undefined) return false;
	const end = after.at(-1);
	return end !== undefined && keyOf(end) === keyOf(last);
}

function firstNumber(items: readonly Item[]): number | undefined {
	return numberOf(items[0]) ?? numberOf(items[1]);
}
