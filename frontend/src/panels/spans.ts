/** Spans as this feature says them. */
import { words } from '@/core/words';

const say = words({
	minutes: { one: '{count} minute', other: '{count} minutes' },
	hours: { one: '{count} hour', other: '{count} hours' },
});

/** "15 minutes", "4 hours". */
export function minutesText(minutes: number): string {
	return minutes % 60 > 0 && minutes < 120
		? say('minutes', { count: minutes })
		: say('hours', { count: Math.floor(minutes / 60) });
}
