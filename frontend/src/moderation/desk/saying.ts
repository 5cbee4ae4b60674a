/** A case in words. */
import type { CaseRow, Decided } from '@/contract';
import { DAY, MINUTE, agoName, dayName, ownZone, timeAt, wallAt } from '@/core/times';
import type { Tone } from '@/ui/tones';
import { say as sayHere } from '../words';
import type { Measure } from '../shapes';
import { say } from './words';

/** From here on a case is said to be urgent. */
const URGENT = 70;

type Headed = Pick<CaseRow, 'origin' | 'reports' | 'guideline'>;

/** "4 reports · Self-promotion". */
export function headline({ origin, reports, guideline }: Headed, titleOf: (key: string) => string): string {
	const begun = origin === 'report' ? say('reports', { count: reports }) : BEGUN[origin];
	return guideline && origin !== 'moderator' ? `${begun} · ${titleOf(guideline)}` : begun;
}

const BEGUN: Record<Exclude<CaseRow['origin'], 'report'>, string> = {
	rule: say('byRule'),
	held: say('isHeld'),
	appeal: say('isAppeal'),
	moderator: say('byModerator'),
};

/** Rose is urgent, amber waits, night asks to look again. */
export function toneOf({
	origin,
	urgency,
	decided_at,
}: Pick<CaseRow, 'origin' | 'urgency' | 'decided_at'>): Tone {
	if (decided_at) return 'quiet';
	if (origin === 'held') return 'amber';
	if (origin === 'appeal') return 'night';
	return urgency >= URGENT ? 'rose' : 'quiet';
}

/** What is seen of it at a glance: its first words and its photos, that it is gone, or that somebody appeals. */
export function glanceOf({
	origin,
	excerpt,
	photos,
}: Pick<CaseRow, 'origin' | 'excerpt' | 'photos'>): string {
	const said = [excerpt, photos > 0 && say('photos', { count: photos })].filter(Boolean);
	return said.join(' · ') || say(origin === 'appeal' ? 'appealRow' : 'itsGone');
}

/** What holds a message where no rule does, as the server names it. */
const HOLDERS: Readonly<Record<string, string>> = {
	channel: say('heldHere'),
	everywhere: say('heldEverywhere'),
	restriction: say('heldPerson'),
};

/** Which rule it was; or what else holds messages. */
export function whyName({ rule, rule_id }: { rule: string; rule_id: number | null }): string {
	return (rule_id === null && HOLDERS[rule]) || say('rule', { rule });
}

/** Whose it is for now; a claim that ran out is nobody's. */
export type Holder = 'me' | 'other' | undefined;

export function holderOf(
	{ claimed_by, claimed_until }: Pick<CaseRow, 'claimed_by' | 'claimed_until'>,
	me: number | undefined,
	now: number,
): Holder {
	if (claimed_by === null || (claimed_until && Date.parse(claimed_until) <= now)) return undefined;
	return claimed_by === me ? 'me' : 'other';
}

export function decidedName({ measure, by, by_id }: Decided, me: number | undefined): string {
	const name = measureName(measure);
	if (by_id !== null && by_id === me) return say('youDecided', { measure: name });
	return say('wasDecided', { name: by ?? say('byNobody'), measure: name });
}

/** "Removed", inside a sentence "removed". */
export function measureName(measure: Measure): string {
	const name = sayHere(measure);
	return name.charAt(0).toLocaleLowerCase() + name.slice(1);
}

/** "No links until Tue 1 Dec, 10:30"; empty where nothing was taken from the person. */
export function restrictionName({ restriction, until }: Decided, now: number): string {
	if (!restriction) return '';
	return `${sayHere(restriction)} ${until ? say('until', { when: whenName(until, now) }) : say('forEver')}`;
}

/** "3 min", "2 h", "4 days": how long it has waited. */
export function ageName(at: string, now: number): string {
	return agoName(Date.parse(at), now);
}

/** "10:43" today, "Tue 1 Dec, 10:43" on another day, with its year if that is another one. */
export function whenName(at: string, now: number): string {
	const [moment, zone] = [Date.parse(at), ownZone()];
	const { date, time } = wallAt(moment, zone);
	return date === wallAt(now, zone).date ? time : `${dateName(at, now)}, ${time}`;
}

/** "Tue 1 Dec", of another year "19 Sept 2024". */
export function dateName(at: string, now: number): string {
	const [day, today] = [Date.parse(at), now].map((moment) => wallAt(moment, ownZone()).date) as [
		string,
		string,
	];
	return dayName(day, day.slice(0, 4) === today.slice(0, 4) ? 'short' : 'dated');
}

export const timeName = (at: string) => timeAt(Date.parse(at), ownZone());

/** Whether somebody came only now: said beside their name. */
export function isNew(joined: string, now: number): boolean {
	return now - Date.parse(joined) < 3 * DAY + MINUTE;
}
