/** Panels, people and their history in a host's words. */
import type { Panel, PanelEdit, RosterEntry, SignupChange } from '@/contract';
import { words } from '@/core/words';
import type { Stand } from './state';
import { lineOf, stepsOf } from './steps';
import { whenName } from './when';
import { say } from './words';

type Place = RosterEntry['place'];

const sayPlace = words({
	asked: 'in the lottery',
	seated: 'has a seat',
	waiting: 'in line',
	offered: 'is offered a seat',
	came: 'came in',
	left: 'gave up',
	declined: 'did not take the offer',
	missed: 'did not come',
});
const sayWhy = words({
	signed_up: 'signed up',
	left: 'gave it up',
	undone: 'taken back',
	offered: 'a seat was offered',
	accepted: 'took the offer',
	declined: 'declined the offer',
	lapsed: 'the offer ran out',
	swapped: 'swapped for another panel',
	drawn: 'drawn in the lottery',
	came: 'came in',
	walked_in: 'walked in',
	released: 'released at the door',
	added: 'added by a host',
	removed: 'taken off by a host',
	forced: 'one more chair',
	fewer_seats: 'fewer seats',
});
const sayField = words({
	seats: 'Seats',
	line_open: 'Line open',
	opens_at: 'Opens',
	closes_at: 'Closes',
	shut: 'Closed by hand',
	overlaps_allowed: 'Overlaps allowed',
	answer_steps: 'Time to answer an offer',
	door_takes_over: 'Door takes over, minutes before',
	release_minutes: 'No-shows released, minutes before',
	draw_at: 'Lottery',
	reserved_door: 'Kept for the door',
	reserved_first_timer: 'Kept for first-timers',
	reserved_invited: 'Kept for the invited',
	host: 'Host',
	guest: 'Invited',
	yes: 'yes',
	no: 'no',
});
type Field = Parameters<typeof sayField>[0];
const FIELDS = new Set<string>([
	'seats',
	'line_open',
	'opens_at',
	'closes_at',
	'shut',
	'overlaps_allowed',
	'answer_steps',
	'door_takes_over',
	'release_minutes',
	'draw_at',
	'reserved_door',
	'reserved_first_timer',
	'reserved_invited',
	'host',
	'guest',
]);

export const placeName = (place: Place) => sayPlace(place);
export const whyName = (why: SignupChange['why']) => sayWhy(why);

/** "Open", "Opens Thu 26, 10:00". */
export function standName(stand: Stand, zone: string): string {
	if ('at' in stand) return say(stand.kind, { when: whenName(stand.at, zone) });
	return stand.kind === 'over' ? say('overNow') : say(stand.kind);
}

/** What it means for those who want to come. */
export function standText({ kind }: Stand, panel: Panel): string {
	switch (kind) {
		case 'open':
			return say('openText', { count: panel.free });
		case 'lottery':
			return say('lotteryText', { count: panel.asked });
		default:
			return say(`${kind}Text`);
	}
}

/** "Ana Silva: in line → is offered a seat". */
export function changeName({ name, was, now }: SignupChange): string {
	if (!was) return say('first', { name, now: placeName(now) });
	return say('changed', { name, was: placeName(was), now: placeName(now) });
}

/** One line a changed field: "Seats: 40 → 36". */
export function editLines({ before, after }: Pick<PanelEdit, 'before' | 'after'>, zone: string): string[] {
	return Object.keys(after).map((field) =>
		say('changed', {
			name: FIELDS.has(field) ? sayField(field as Field) : field,
			was: valueName(before[field], zone),
			now: valueName(after[field], zone),
		}),
	);
}

const textName = (text: string, zone: string) => (MOMENT.test(text) ? whenName(text, zone) : text);

function stepsName(pairs: number[][]): string {
	const steps = stepsOf(pairs);
	return steps.map((_, place) => lineOf(steps, place)).join('; ');
}

const MOMENT = /^\d{4}-\d\d-\d\dT/;

function valueName(value: unknown, zone: string): string {
	if (value === null || value === undefined || value === '') return say('nothing');
	if (typeof value === 'boolean') return sayField(value ? 'yes' : 'no');
	if (Array.isArray(value)) return stepsName(value as number[][]);
	return typeof value === 'string' ? textName(value, zone) : JSON.stringify(value);
}
