import { describe, expect, it } from 'vitest';
import { ownZone, timeAt } from '@/core/times';
import { byDay } from './days';
import { aPanel, aSignup, at, full } from './panels.fixture';
import { nextSeat } from './nextSeat';
import { countdown, nth, placeOf, stateOf, whenText } from './telling';

const here = (time: string) => timeAt(at(time), ownZone());

describe('the list says of a panel', () => {
	it.each([
		['3 seats left', aPanel({}, { free: 3 })],
		['1 seat left', aPanel({}, { free: 1 })],
		['Full · 12 in line', aPanel({}, full({ waiting: 11, offered: 1 }))],
		['Full', aPanel({}, full())],
		['Full · the line is closed', aPanel({}, full({ line_open: false }))],
		['Opens at 10:00', aPanel({ opens: '10:00' })],
		['Drawn at 10:00', aPanel({ draws: '10:00' })],
		['Being drawn', aPanel({ draws: '09:00' })],
		['Sign-up is closed', aPanel({ closes: '09:00' })],
		['Sign-up is closed', aPanel({}, { shut: true })],
		['Cancelled', aPanel({}, { cancelled: true })],
		['On now', aPanel({ from: '09:00', to: '10:00' })],
		['Over', aPanel({ from: '08:00', to: '09:00' })],
	])('%s', (text, panel) => {
		expect(stateOf(panel, at('09:30'), 'UTC').text).toBe(text);
	});
});

describe('my place is told', () => {
	const panel = aPanel(
		{},
		full({
			line: [
				[3, 3],
				[7, 9],
			],
			waiting: 4,
		}),
	);

	it.each([
		['You have a seat', aSignup(panel, 'seated')],
		['You are in', aSignup(panel, 'came')],
		['4th in line', aSignup(panel, 'waiting', { number: 9 })],
		['In line', aSignup(panel, 'waiting', { number: 10 })],
		['In the draw', aSignup(panel, 'asked', { number: 0 })],
		[
			`A seat for you, until ${here('10:05')}`,
			aSignup(panel, 'offered', { offer_ends_at: '2026-12-01T10:05:00Z' }),
		],
		['Your seat was released', aSignup(panel, 'missed')],
	])('%s', (text, signup) => {
		expect(placeOf(signup, panel)?.text).toBe(text);
	});

	it.each(['left', 'declined'] as const)('by nothing once it is %s', (place) => {
		expect(placeOf(aSignup(panel, place), panel)).toBeUndefined();
	});
});

it.each([
	[1, '1st'],
	[2, '2nd'],
	[3, '3rd'],
	[4, '4th'],
	[11, '11th'],
	[12, '12th'],
	[21, '21st'],
	[113, '113th'],
])('%i is said %s', (number, text) => {
	expect(nth(number)).toBe(text);
});

it.each([
	['at 10:00', '2026-12-01T10:00:00Z'],
	['Wed 2 at 10:00', '2026-12-02T10:00:00Z'],
	['', null],
])('a moment is told as %j', (text, moment) => {
	expect(whenText(moment, at('09:00'), 'UTC')).toBe(text);
});

it.each([
	[0, '0:00'],
	[-5_000, '0:00'],
	[999, '0:01'],
	[65_000, '1:05'],
	[14 * 60_000, '14:00'],
	[65 * 60_000, '1:05 h'],
	[49 * 3_600_000, '2 d'],
])('%i milliseconds are left as %s', (left, text) => {
	expect(countdown(left)).toBe(text);
});

it('panels stand under their days, those without a time last', () => {
	const [first, second] = [aPanel(), aPanel({ from: '14:00' })];
	const [tomorrow, open] = [
		aPanel({}, { starts_at: '2026-12-02T11:30:00Z' }),
		aPanel({ from: null, to: null }),
	];

	expect(byDay([first, second, tomorrow, open], 'UTC')).toEqual([
		{ day: '2026-12-01', panels: [first, second] },
		{ day: '2026-12-02', panels: [tomorrow] },
		{ day: '', panels: [open] },
	]);
});

describe('the ticket is at hand', () => {
	const seat = aPanel();

	it.each([
		['10:29:59', undefined],
		['10:30', seat],
		['12:14:59', seat],
		['12:15', undefined],
	])('at %s', (time, next) => {
		expect(nextSeat([seat], at(time))).toBe(next);
	});

	it('never for a panel that was cancelled', () => {
		expect(nextSeat([{ ...seat, cancelled: true }], at('11:00'))).toBeUndefined();
	});
});
