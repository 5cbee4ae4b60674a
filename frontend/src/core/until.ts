/** When something ends, said like a person. */
import { DAY, dayName, MINUTE, ownZone, timeAt, wallAt } from './times';
import { words } from './words';

const say = words({
	noEnd: 'without an end',
	until: 'until {time}',
	untilDay: 'until {day}',
	untilDayTime: 'until {day}, {time}',
	seconds: { one: '{count} second', other: '{count} seconds' },
	minutes: { one: '{count} minute', other: '{count} minutes' },
	hours: { one: '{count} hour', other: '{count} hours' },
	days: { one: '{count} day', other: '{count} days' },
});

/** "until 14:05", "until Thu 3 Dec, 14:05", "until 31 Dec"; without an end, that it has none. `now` in milliseconds. */
export function untilName(until: string | null, now: number): string {
	if (until === null) return say('noEnd');
	const at = Date.parse(until);
	const wall = wallAt(at, ownZone());
	const time = timeAt(at, ownZone());
	if (wall.date === wallAt(now, ownZone()).date) return say('until', { time });
	const day = dayName(wall.date, 'short');
	return at - now > 7 * DAY ? say('untilDay', { day }) : say('untilDayTime', { day, time });
}

/** So many milliseconds in the largest fitting measure: "12 seconds", "3 hours". */
export function spanName(span: number): string {
	const seconds = Math.max(0, Math.ceil(span / 1_000));
	if (seconds < 90) return say('seconds', { count: seconds });
	const minutes = Math.ceil(span / MINUTE);
	if (minutes < 90) return say('minutes', { count: minutes });
	return minutes < 36 * 60
		? say('hours', { count: Math.round(minutes / 60) })
		: say('days', { count: Math.round(minutes / (24 * 60)) });
}
