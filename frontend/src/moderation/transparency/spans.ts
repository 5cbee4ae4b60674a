/** Lengths of time as people say them. */
import { MINUTE } from '@/core/times';
import { say } from './words';

const HOUR = 60;
const DAY = 24 * HOUR;

/** "12 min", "3 h 20 min", "2 days". */
export function spanName(minutes: number): string {
	if (minutes < 1) return say('underMinute');
	if (minutes < HOUR) return say('minutes', { count: minutes });
	if (minutes >= 2 * DAY) return say('days', { count: Math.round(minutes / DAY) });
	const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
	return rest === 0 ? say('wholeHours', { hours }) : say('hours', { hours, minutes: rest });
}

/** How long ago it was at `at`, a moment as the server says it. */
export function sinceName(at: string, now: number): string {
	return spanName(Math.max(0, Math.floor((now - Date.parse(at)) / MINUTE)));
}
