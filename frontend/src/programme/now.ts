/** What the Now page says at a moment. No clock, no network: everything it needs is given. */
import type { Meeting } from '@/contract';
import { dayAt, daysBetween } from '@/core/times';
import { isOn, takesPlace, type Showing } from './showing';

export type Phase = 'upcoming' | 'live' | 'over';

/** Something that happened to a session I starred, and is still ahead or going on. */
export interface Change {
	kind: 'moved' | 'cancelled' | 'missing';
	showing: Showing;
	/** When it changed. */
	at: number;
	/** Says whether I have seen this very change. */
	key: string;
}

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

/** The newest first. */
export function changesOf(mine: readonly Showing[], at: number): Change[] {
	return mine
		.filter((showing) => showing.ends > at)
		.flatMap((showing) => changeOf(showing) ?? [])
		.sort((one, other) => other.at - one.at);
}

export function changeOf(showing: Showing): Change | undefined {
	const { session, slot } = showing;
	const told = (kind: Change['kind'], at: string): Change => ({
		kind,
		showing,
		at: Date.parse(at),
		key: `${kind} ${String(slot.id)} ${at}`,
	});
	if (session.state !== 'scheduled') return told(session.state, session.changed_at);
	return slot.was ? told('moved', slot.was.at) : undefined;
}
