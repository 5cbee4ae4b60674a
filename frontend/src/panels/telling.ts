/** A panel and my place at it, in words. No network. */
import type { Panel, Signup } from '@/contract';
import { dayAt, dayName, MINUTE, ownZone, timeAt } from '@/core/times';
import { locale } from '@/core/words';
import type { Tone } from '@/ui/tones';
import { positionOf } from './line';
import { phaseOf } from './phase';
import { say } from './words';

/** A few words on a tint. */
export interface Tagged {
	text: string;
	tone: Tone;
}

const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinals = new Intl.PluralRules(locale, { type: 'ordinal' });
/** Nearer than this is told by how long it is. */
const SOON = 60 * MINUTE;

/** "4th". */
export function nth(number: number): string {
	return say('nth', { number, ending: ENDINGS[ordinals.select(number)] ?? 'th' });
}

/** "at 10:00" today, else "Tue 1 at 10:00". */
export function whenText(moment: string | null | undefined, at: number, zone: string): string {
	if (!moment) return '';
	const then = Date.parse(moment);
	const [day, time] = [dayAt(then, zone), timeAt(then, zone)];
	return day === dayAt(at, zone)
		? say('today', { time })
		: say('thatDay', { day: dayName(day, 'chip'), time });
}

/** What the list says of a panel: "3 seats left", "Full · 12 in line", "Opens at 10:00". */
export function stateOf(panel: Panel, at: number, zone: string): Tagged {
	switch (phaseOf(panel, at)) {
		case 'free':
			return { text: say('seatsLeft', { count: panel.free }), tone: 'moss' };
		case 'line':
			return { text: fullText(panel), tone: 'quiet' };
		case 'full':
			return { text: say('fullNoLine'), tone: 'quiet' };
		case 'ahead':
			return { text: say('ahead', { when: whenText(panel.opens_at, at, zone) }), tone: 'night' };
		case 'draw':
			return { text: drawText(panel, at, zone), tone: 'night' };
		default:
			return { text: doneText(panel, at), tone: panel.cancelled ? 'rose' : 'quiet' };
	}
}

function fullText({ waiting, offered }: Panel): string {
	const count = waiting + offered;
	return count > 0 ? say('fullLine', { count }) : say('full');
}

function drawText({ draw_at }: Panel, at: number, zone: string): string {
	return draw_at && Date.parse(draw_at) <= at
		? say('drawing')
		: say('draw', { when: whenText(draw_at, at, zone) });
}

function doneText(panel: Panel, at: number): string {
	const phase = phaseOf(panel, at);
	return phase === 'cancelled' || phase === 'over' || phase === 'on' ? say(phase) : say('closed');
}

/** My place: "You have a seat", "4th in line"; undefined when I have none. */
export function placeOf(signup: Signup | undefined, panel: Panel): Tagged | undefined {
	switch (signup?.place) {
		case 'seated':
			return { text: say('seated'), tone: 'moss' };
		case 'came':
			return { text: say('checkedIn'), tone: 'moss' };
		case 'waiting':
			return { text: lineText(signup, panel), tone: 'amber' };
		case 'offered':
			return { text: offerText(signup), tone: 'ember' };
		case 'asked':
			return { text: say('askedTag'), tone: 'night' };
		case 'missed':
			return { text: say('missed'), tone: 'rose' };
		default:
			return undefined;
	}
}

function lineText({ number }: Signup, { line }: Panel): string {
	const position = positionOf(number, line);
	return position === undefined ? say('inTheLine') : say('place', { nth: nth(position) });
}

function offerText({ offer_ends_at }: Signup): string {
	if (offer_ends_at === null) return say('offeredTag');
	return say('offeredUntil', { time: timeAt(Date.parse(offer_ends_at), ownZone()) });
}

/** "4:07", "1 h 05 min" left; nothing below nought. */
export function countdown(milliseconds: number): string {
	const whole = Math.max(0, Math.ceil(milliseconds / 1_000));
	const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
	if (milliseconds < SOON) return `${String(minutes)}:${String(rest).padStart(2, '0')}`;
	const [hours, over] = [Math.floor(minutes / 60), minutes % 60];
	return hours < 24
		? `${String(hours)}:${String(over).padStart(2, '0')} h`
		: `${String(Math.floor(hours / 24))} d`;
}
