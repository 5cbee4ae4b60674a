import { describe, expect, it } from 'vitest';
import type { Panel, Signup } from '@/contract';
import { ownZone, timeAt } from '@/core/times';
import { explanation, keptText, takenText } from './explaining';
import { aPanel, aSignup, at, full } from './panels.fixture';
import { stepOf, type Pending } from './step';

interface Given {
	signup?: Signup;
	pending?: Pending;
	seats?: Panel[];
	time?: string;
}

/** What the page says, in one line. */
function said(panel: Panel, { signup, pending, seats = [], time = '10:00' }: Given = {}): string {
	const moment = at(time);
	const step = stepOf({ panel, signup, pending, seats, signedIn: true, at: moment });
	const { title, text } = explanation(
		{ panel, signup, pending: pending && { at: at('10:02') }, at: moment, zone: 'UTC' },
		step,
	);
	return [title, text].filter(Boolean).join(' | ');
}
const here = (time: string) => timeAt(at(time), ownZone());

describe('the page says', () => {
	it.each([
		['Whoever comes first', aPanel()],
		['You would have 15 minutes to answer', aPanel({}, full()), '08:00'],
		['You would have 5 minutes to answer', aPanel({}, full()), '11:00'],
		['the door lets people in', aPanel({}, full()), '11:25'],
		['there is no line', aPanel({}, full({ line_open: false }))],
		['Sign-up opens at 10:30', aPanel({ opens: '10:30' })],
		['Sign-up closed at 09:00', aPanel({ closes: '09:00' })],
		['A host closed the sign-up', aPanel({}, { shut: true })],
		['The seats are drawn at 10:30', aPanel({ draws: '10:30' })],
		['It has begun', aPanel(), '11:30'],
		['This panel is over', aPanel(), '13:00'],
		['does not take place', aPanel({}, { cancelled: true })],
	])('“%s”', (text, panel, time = '10:00') => {
		expect(said(panel, { time })).toContain(text);
	});

	it('how long an offer is mine, and what I would give up for it', () => {
		const other = aPanel({}, { title: 'Standards, with feelings' });
		const panel = aPanel({}, full());
		const signup = aSignup(panel, 'offered', { offer_ends_at: '2026-12-01T10:05:00Z', swap_from: other.id });

		const text = said(panel, { signup, seats: [other] });

		expect(text).toContain(`until ${here('10:05')}`);
		expect(text).toContain('You have a seat at “Standards, with feelings”');
	});

	it('my place in line, and how long my turn lasts', () => {
		const panel = aPanel({}, full({ line: [[1, 4]] }));

		expect(said(panel, { signup: aSignup(panel, 'waiting', { number: 4 }) })).toBe(
			'You are 4th in line | Seats that free up are offered in order. Your turn lasts 5 minutes.',
		);
	});

	it('that I am in line, while it is not known where', () => {
		const panel = aPanel({}, full({ line: [[1, 4]] }));

		expect(said(panel, { signup: aSignup(panel, 'waiting', { number: 5 }) })).toContain('You are in line');
	});

	it.each(['ask', 'leave', 'undo', 'accept', 'decline'] as const)(
		'since when %s waits for the network',
		(verb) => {
			expect(said(aPanel(), { pending: { verb, waited: true } })).toContain(here('10:02'));
		},
	);

	it('nothing of the network while an answer is on its way', () => {
		expect(said(aPanel(), { pending: { verb: 'ask', waited: false } })).toBe('One moment');
	});

	it.each([
		['seated', 'You gave up your seat'],
		['waiting', 'You left the line'],
		['asked', 'You left the draw'],
	] as const)('what was given up of what was %s', (left_from, text) => {
		const panel = aPanel();
		const signup = aSignup(panel, 'left', { left_from, held_until: '2026-12-01T10:00:10Z' });

		expect(said(panel, { signup })).toContain(text);
	});
});

describe('the seats are counted', () => {
	it.each([
		['40 taken · 12 in line', aPanel({}, full({ seated: 30, came: 10, waiting: 12 }))],
		[
			'39 taken · 1 in line · 1 seat is offered right now',
			aPanel({}, full({ seated: 39, waiting: 1, offered: 1 })),
		],
		['80 asked so far', aPanel({ draws: '12:00' }, { asked: 80 })],
	])('%s', (text, panel) => {
		expect(takenText(panel)).toBe(text);
	});

	it('and those that are kept', () => {
		const reserved = { door: 4, first_timer: 1, invited: 0 };

		expect(keptText(aPanel({}, { reserved }))).toBe('4 are kept for the door · 1 is kept for first-timers');
	});
});
