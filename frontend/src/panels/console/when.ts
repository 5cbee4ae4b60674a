/** Moments as hosts read them, on the wall of the meeting. */
import { dayAt, dayName, momentAt, timeAt, wallAt, type Wall } from '@/core/times';

/** "Thu 26, 10:00". */
export function whenName(moment: number | string, zone: string): string {
	const at = typeof moment === 'string' ? Date.parse(moment) : moment;
	return `${dayName(dayAt(at, zone), 'chip')}, ${timeAt(at, zone)}`;
}

/** A moment as two fields; empty ones for none. */
export function wallOf(moment: string | null, zone: string): Wall {
	return moment === null ? { date: '', time: '' } : wallAt(Date.parse(moment), zone);
}

/** The moment of two fields: null when both are empty, undefined when it does not exist. */
export function momentOf(wall: Wall, zone: string): string | null | undefined {
	if (!wall.date && !wall.time) return null;
	const moment = wall.date && wall.time ? momentAt(wall, zone) : undefined;
	return moment === undefined ? undefined : new Date(moment).toISOString();
}
