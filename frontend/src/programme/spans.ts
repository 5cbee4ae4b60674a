/** Times as this feature says them. */
import { differsHere, dayName, MINUTE, ownZone, timeAt, wallAt } from '@/core/times';
import type { Clash } from './agenda';
import type { Showing } from './showing';
import { say } from './words';

/** "45 min", "1 h", "1 h 30 min". */
export function span(minutes: number): string {
	const whole = Math.max(0, Math.round(minutes));
	if (whole < 100 && whole !== 60) return say('minutes', { count: whole });
	const [hours, rest] = [Math.floor(whole / 60), whole % 60];
	return rest ? say('hoursMinutes', { hours, minutes: rest }) : say('hours', { hours });
}

/** Minutes until a moment, at least one while it is ahead. */
export function until(moment: number, now: number): string {
	return span(Math.max(1, Math.ceil((moment - now) / MINUTE)));
}

/** "09:30 – 10:15". */
export function range(starts: number, ends: number, zone: string): string {
	return say('from', { from: timeAt(starts, zone), to: timeAt(ends, zone) });
}

/** "16:30 – 17:15 where you are", if the reader's watch shows another time; with the day if that differs too. */
export function rangeHere(starts: number, ends: number, zone: string): string | undefined {
	if (!differsHere(starts, zone)) return undefined;
	const here = ownZone();
	const dates = [wallAt(starts, zone).date, wallAt(starts, here).date];
	const day = dates[0] === dates[1] ? '' : `${dayName(dates[1] ?? '', 'short')} `;
	return say('yourTime', { time: `${day}${range(starts, ends, here)}` });
}

/** "Overlaps with …", "9 min walk from …, 5 min between". */
export function clashText({ kind, other, walk, pause }: Clash, showing: Showing): string {
	const { title } = other.session;
	if (kind === 'overlap') return say('overlapsWith', { title });
	const told = { title, walk, pause: pause > 0 ? span(pause) : say('noPause') };
	return other.starts <= showing.starts ? say('walkAfter', told) : say('walkBefore', told);
}
