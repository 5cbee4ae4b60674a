/** What the Now page says at a moment. No clock, no network: everything it needs is given. */
import type { Meeting } from '@/contract';
import { dayAt, daysBetween } from '@/core/times';
import { isOn, takesPlace, type Showing } from './showing';

export type Phase = 'upcoming' | 'live' | 'over';

/** Where a meeting stands, by the wall of its own zone. */
export function phaseOf(meeting: Pick<Meeting, 'starts_on' | 'ends_on' | 'timezone'>, at: number): Phase {
	const today = dayAt(at, meeting.timezone);
	if (today < meeting.starts_on) return 'upcoming';
	return today > meeting.ends_on ? 'over' : 'live';
}

export function daysUntil(meeting: Pick<Meeting, 'starts_on' | 'timezone'>, at: number): number {
	return daysBetween(dayAt(at, meeting.timezone), meeting.starts_on);
}

export function onNow(showings: readonly Showing[], at: number): Showing[] {
	return showings.filter((showing) => isOn(showing, at) && takesPlace(showing));
}

/** What comes next, today: everything that starts at the next full stop of the programme, or the first few of mine. */
export function nextToday(showings: readonly Showing[], at: number, zone: string, most: number): Showing[] {
	const today = dayAt(at, zone);
	return showings
		.filter((showing) => showing.starts > at && showing.day === today && takesPlace(showing))
		.slice(0, most);
}

export function nextDay(showings: readonly Showing[], at: number, zone: string): Showing | undefined {
	const today = dayAt(at, zone);
	return showings.find((showing) => showing.day > today && takesPlace(showing));
}
