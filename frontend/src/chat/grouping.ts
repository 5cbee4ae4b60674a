/** How messages stand together: by day, and under one name as long as one person goes on. */
import { dayName, DAY, daysBetween, MINUTE, ownWall } from '@/core/times';
import { locale } from '@/core/words';
import type { Message } from '@/contract';
import type { Line } from './talking.svelte';
import { say } from './words';

/** Whoever pauses longer than this begins anew. */
const PAUSE = 7 * MINUTE;
const longDate = new Intl.DateTimeFormat(locale, {
	weekday: 'long',
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC',
});

/** The date on the reader's own wall. */
export function dateOf(at: string | number): string {
	return ownWall(new Date(at).getTime()).date;
}

/** The date that begins with this message; undefined when the one before it is of the same day. */
export function newDay(before: Line | undefined, message: Pick<Message, 'at'>): string | undefined {
	const date = dateOf(message.at);
	return before && !('gone' in before) && dateOf(before.at) === date ? undefined : date;
}

/** Whether the name has to be said again. */
export function startsAnew(before: Line | undefined, message: Message): boolean {
	if (!before || 'gone' in before || message.reply_to) return true;
	if (before.author.id !== message.author.id) return true;
	return Date.parse(message.at) - Date.parse(before.at) > PAUSE || newDay(before, message) !== undefined;
}

/** "Today", "Yesterday", "Tuesday 1 December", with the year when it is another. */
export function nameOfDay(date: string, now: number): string {
	const today = dateOf(now);
	const ago = daysBetween(date, today);
	if (ago === 0) return say('today');
	if (ago === 1) return say('yesterday');
	if (date.slice(0, 4) === today.slice(0, 4)) return dayName(date, 'long');
	return longDate.format(Date.parse(date));
}

/** Whether a message may still be changed by its author. */
export function mayEdit({ at }: Pick<Message, 'at'>, now: number): boolean {
	return now - Date.parse(at) < DAY;
}
