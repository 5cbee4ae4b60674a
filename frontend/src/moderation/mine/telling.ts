/** Decisions and restrictions, said like a person. */
import { dayName, MINUTE, DAY, ownZone, timeAt, wallAt } from '@/core/times';
import type { Decision, Restriction } from '../shapes';
import { say } from './words';

const REMOVED = {
	message: say('removedMessage'),
	photo: say('removedPhoto'),
	question: say('removedQuestion'),
	person: say('removedPerson'),
	application: say('removedApplication'),
};
const DECIDED: Partial<Record<Decision['measure'], string>> = {
	warned: say('youWereWarned'),
	restricted: say('youWereRestricted'),
	published: say('wasPublished'),
	withheld: say('wasWithheld'),
	nothing: say('nothingDecided'),
};
const MAY_NOT = {
	mute: { here: say('muteHere'), everywhere: say('muteAll') },
	ban: { here: say('banHere'), everywhere: say('banAll') },
	no_photos: { here: say('photosHere'), everywhere: say('photosAll') },
	no_links: { here: say('linksHere'), everywhere: say('linksAll') },
	hold_first: { here: say('holdHere'), everywhere: say('holdAll') },
};

export function nameOfDecision({ measure, subject }: Pick<Decision, 'measure' | 'subject'>): string {
	return DECIDED[measure] ?? REMOVED[subject];
}

export function nameOfRestriction({ kind, channel_id }: Pick<Restriction, 'kind' | 'channel_id'>): string {
	return MAY_NOT[kind][channel_id === null ? 'everywhere' : 'here'];
}

/** "until 14:05", "until Thu 3 Dec, 14:05"; without an end, that it has none. `now` in milliseconds. */
export function untilName(until: string | null, now: number): string {
	if (until === null) return say('noEnd');
	const at = Date.parse(until);
	const time = timeAt(at, ownZone());
	const sameDay = wallAt(at, ownZone()).date === wallAt(now, ownZone()).date;
	if (sameDay) return say('until', { time });
	const day = dayName(wallAt(at, ownZone()).date, 'short');
	return at - now > DAY * 7 ? say('untilDay', { day }) : say('untilDayTime', { day, time });
}

/** "12 min left", "3 h left"; empty when more than a day is left. */
export function leftName(until: string | null, now: number): string {
	if (until === null) return '';
	const minutes = Math.ceil((Date.parse(until) - now) / MINUTE);
	if (minutes > 24 * 60 || minutes <= 0) return '';
	return minutes < 90
		? say('minutesLeft', { count: minutes })
		: say('hoursLeft', { count: Math.round(minutes / 60) });
}
