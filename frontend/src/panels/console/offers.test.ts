import { describe, expect, it } from 'vitest';
import type { Panel } from '@/contract';
import { Refusal } from '@/core/api';
import { aPanel } from '../panels.fixture';
import { changedMeanwhile, seenOf, settingsOf } from './meanwhile';
import { changesOf, offersForm, withTheirs } from './offersForm';
import { editLines } from './saying';
import { descend, lineOf, spanName, stepsOf, withOneMore, without } from './steps';

const PAIRS = [
	[4320, 1440],
	[240, 60],
	[0, 5],
];
const PANEL: Panel = aPanel({}, { answer_steps: PAIRS });

describe('the time to answer an offer', () => {
	it('is told step by step, the nearest to the start of the panel', () => {
		const steps = stepsOf(PAIRS);

		expect(steps.map((_, place) => lineOf(steps, place))).toEqual([
			'3 days or more: 24 hours',
			'4 hours or more: one hour',
			'less than 4 hours: 5 minutes',
		]);
		expect(lineOf(stepsOf([[60, 15]]), 0)).toBe('at any time: 15 minutes');
		expect([2880, 1440, 90, 1].map(spanName)).toEqual(['2 days', '24 hours', '90 minutes', 'one minute']);
	});

	it('gets another step before the nearest, and loses one', () => {
		const more = withOneMore(stepsOf(PAIRS));

		expect(more[2]).toEqual({ from: 120, answer: 60 });
		expect(descend(more)).toBe(true);
		expect(without(more, 2)).toEqual(stepsOf(PAIRS));
		expect(descend([{ from: 60, answer: 5 }, ...stepsOf(PAIRS)])).toBe(false);
	});

	it('is sent as pairs, and only what was changed', () => {
		const form = offersForm(PANEL);

		expect(changesOf(form, PANEL)).toEqual({});
		expect(changesOf({ ...form, steps: without(form.steps, 1), release_minutes: 0 }, PANEL)).toEqual({
			answer_steps: [PAIRS[0], PAIRS[2]],
			release_minutes: 0,
		});
		expect(changesOf({ ...form, door_takes_over: undefined }, PANEL)).toBeUndefined();
	});
});

describe('what another host saved meanwhile', () => {
	const now: Panel = {
		...PANEL,
		seats: 36,
		answer_steps: [[0, 10]],
		reserved: { ...PANEL.reserved, door: 2 },
	};
	const problem = { code: 'outdated', about: { fields: ['answer_steps', 'reserved_door', 'seats'] } };
	const fields = changedMeanwhile(new Refusal(409, problem));

	it('is asked about only of the fields that are to be changed', () => {
		expect(seenOf({ seats: 50, reserved: { door: 1 }, then: 'keep' }, PANEL)).toEqual({
			seats: 40,
			reserved: { door: 0 },
		});
		expect(changedMeanwhile(new Refusal(409, { code: 'seats_taken' }))).toEqual([]);
	});

	it('is said in words', () => {
		const told = { before: settingsOf(PANEL, fields), after: settingsOf(now, fields) };

		expect(editLines(told, 'UTC')).toEqual([
			'Time to answer an offer: 3 days or more: 24 hours; 4 hours or more: one hour; less than 4 hours: 5 minutes → at any time: 10 minutes',
			'Kept for the door: 0 → 2',
			'Seats: 40 → 36',
		]);
	});

	it('takes the place of what was typed there, and of nothing else', () => {
		const typed = { ...offersForm(PANEL), release_minutes: 15 };

		expect(withTheirs(typed, now, fields)).toEqual({ ...typed, steps: stepsOf([[0, 10]]) });
	});
});
