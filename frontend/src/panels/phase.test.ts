import { describe, expect, it } from 'vitest';
import { positionOf } from './line';
import { aPanel, at, full } from './panels.fixture';
import { answerMinutes, overlap, phaseOf } from './phase';

describe('a panel', () => {
	it.each([
		['free', aPanel(), '10:00'],
		['free', aPanel({ opens: '10:00' }), '10:00'],
		['ahead', aPanel({ opens: '10:00' }), '09:59:59'],
		['ahead', aPanel({ opens: '10:00' }, { shut: true }), '09:59:59'],
		['line', aPanel({}, full()), '10:00'],
		['full', aPanel({}, full({ line_open: false })), '10:00'],
		['draw', aPanel({ draws: '10:00' }), '09:00'],
		['draw', aPanel({ draws: '10:00' }), '10:00:01'],
		['free', aPanel({ draws: '10:00', drawn: '10:00' }), '10:00:01'],
		['shut', aPanel({}, { shut: true }), '10:00'],
		['closed', aPanel({ closes: '11:00' }), '11:00'],
		['free', aPanel({ closes: '11:45' }), '11:40'],
		['on', aPanel({ closes: '11:45' }), '11:45'],
		['on', aPanel({ closes: '11:00' }), '11:30'],
		['on', aPanel(), '11:30'],
		['over', aPanel(), '12:15'],
		['cancelled', aPanel({}, { cancelled: true }), '10:00'],
		['free', aPanel({ from: null, to: null }), '23:00'],
	])('is %s', (phase, panel, time) => {
		expect(phaseOf(panel, at(time))).toBe(phase);
	});
});

describe('two panels overlap', () => {
	const early = aPanel({ from: '10:00', to: '11:00' });

	it.each([
		['when one begins before the other ends', aPanel({ from: '10:59', to: '11:30' }), true],
		['when one is within the other', aPanel({ from: '10:15', to: '10:30' }), true],
		['never end to end', aPanel({ from: '11:00', to: '12:00' }), false],
		['never without a time', aPanel({ from: null, to: null }), false],
		['also when only one of them allows it', aPanel({ from: '10:30' }, { overlaps_allowed: true }), true],
	])('%s', (_, late, expected) => {
		expect(overlap(early, late)).toBe(expected);
		expect(overlap(late, early)).toBe(expected);
	});

	it('never when both allow it', () => {
		const allowing = { overlaps_allowed: true };

		expect(overlap(aPanel({}, allowing), aPanel({}, allowing))).toBe(false);
	});
});

describe('an offer', () => {
	it.each([
		['a day when it is days away', '2026-11-28T11:30', 1440],
		['a quarter of an hour on the same day', '2026-12-01T08:00', 15],
		['five minutes in the last hours', '2026-12-01T11:00', 5],
		['no time at all once the door has taken over', '2026-12-01T11:20', 0],
	])('leaves %s', (_, moment, minutes) => {
		expect(answerMinutes(aPanel(), Date.parse(`${moment}:00Z`))).toBe(minutes);
	});
});

describe('my place in line', () => {
	const line = [
		[3, 3],
		[7, 9],
		[12, 40],
	];

	it.each([
		[3, 1],
		[7, 2],
		[9, 4],
		[12, 5],
		[40, 33],
	])('with number %i is %i', (number, place) => {
		expect(positionOf(number, line)).toBe(place);
	});

	it.each([1, 4, 10, 41])('with number %i is not known: it waits nowhere', (number) => {
		expect(positionOf(number, line)).toBeUndefined();
	});
});
