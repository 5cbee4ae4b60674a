import { describe, expect, it } from 'vitest';
import type { Panel, Signup } from '@/contract';
import { aPanel, aSignup, at, full } from './panels.fixture';
import { stepOf, type Pending } from './step';

interface Given {
	panel?: Panel;
	signup?: Signup;
	pending?: Pending;
	signedIn?: boolean;
	seats?: Panel[];
	time?: string;
}

const step = ({ panel = aPanel(), time = '10:00', signedIn = true, seats = [], signup, pending }: Given) =>
	stepOf({ panel, signup, pending, signedIn, seats, at: at(time) });

const other = aPanel({ from: '11:00', to: '12:00' }, { title: 'Standards, with feelings' });

describe('without a place', () => {
	it('I may take a seat', () => {
		expect(step({})).toEqual({ kind: 'ask', phase: 'free', swap: undefined });
	});

	it('I am to sign in first', () => {
		expect(step({ signedIn: false })).toEqual({ kind: 'sign in', phase: 'free' });
	});

	it('signing in is no use where nothing can be had', () => {
		expect(step({ signedIn: false, panel: aPanel({}, { shut: true }) })).toEqual({
			kind: 'none',
			phase: 'shut',
		});
	});

	it('I may get in line, also beside a seat at the same time', () => {
		expect(step({ panel: aPanel({}, full()), seats: [other] })).toEqual({
			kind: 'ask',
			phase: 'line',
			swap: undefined,
		});
	});

	it('a seat at the same time is to be swapped', () => {
		expect(step({ seats: [other] })).toEqual({ kind: 'ask', phase: 'free', swap: other });
	});

	it('a seat at another time is in nobody’s way', () => {
		const earlier = aPanel({ from: '09:00', to: '10:00' });

		expect(step({ seats: [earlier] })).toEqual({ kind: 'ask', phase: 'free', swap: undefined });
	});
});

describe('with a place', () => {
	const panel = aPanel({}, full());

	it.each(['seated', 'came', 'waiting', 'asked'] as const)(
		'that is %s, it says what I can do with it',
		(place) => {
			expect(step({ panel, signup: aSignup(panel, place) })).toEqual({ kind: place });
		},
	);

	it.each(['left', 'declined', 'missed'] as const)('that is %s, I may ask again', (place) => {
		expect(step({ panel, signup: aSignup(panel, place) })).toMatchObject({ kind: 'ask', phase: 'line' });
	});

	it('that I just gave up, I can take it back for a moment', () => {
		const signup = aSignup(panel, 'left', { left_from: 'seated', held_until: '2026-12-01T10:00:10Z' });

		expect(step({ panel, signup, time: '10:00:09' })).toEqual({
			kind: 'undo',
			until: at('10:00:10'),
			what: 'seated',
		});
		expect(step({ panel, signup, time: '10:00:10' })).toMatchObject({ kind: 'ask' });
	});

	it('an offer is to be answered in its time', () => {
		const signup = aSignup(panel, 'offered', { offer_ends_at: '2026-12-01T10:05:00Z' });

		expect(step({ panel, signup })).toEqual({ kind: 'answer', until: at('10:05'), swap: undefined });
		expect(step({ panel, signup, time: '10:05' })).toEqual({ kind: 'lapsed' });
	});

	it('an offer says which seat would go for it', () => {
		const signup = aSignup(panel, 'offered', { swap_from: other.id });

		expect(step({ panel, signup, seats: [other] })).toMatchObject({ kind: 'answer', swap: other });
	});

	it('nothing can be done with it once the panel is over', () => {
		expect(step({ panel, signup: aSignup(panel, 'seated'), time: '12:15' })).toEqual({
			kind: 'none',
			phase: 'over',
		});
	});
});

it('what is on its way comes before everything', () => {
	const panel = aPanel();
	const pending: Pending = { verb: 'leave', waited: true };

	expect(step({ panel, signup: aSignup(panel, 'seated'), pending })).toEqual({ kind: 'pending', pending });
});
