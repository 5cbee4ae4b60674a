import { describe, expect, it } from 'vitest';
import type { Session } from '@/contract';
import { attentionOf, collisionsOf, concernsOf } from './attention';

const MEETING = { starts_on: '2026-12-01', ends_on: '2026-12-02', timezone: 'UTC' };
let ids = 0;

function asession(times: [string, number, (number | null)?][], more: Partial<Session> = {}): Session {
	ids += 1;
	const slots = times.map(([starts_at, minutes, room_id = 1], place) => ({
		id: ids * 100 + place,
		starts_at,
		minutes,
		room_id,
		was: null,
	}));
	return { id: ids, state: 'scheduled', speaker_ids: [], slots, ...more } as Session;
}

const concerns = (...sessions: Session[]) => {
	const attention = attentionOf(sessions, MEETING);
	return sessions.map((session) => concernsOf(attention, session.id));
};

describe('what needs attention', () => {
	it('is nothing where all is settled', () => {
		expect(
			concerns(asession([['2026-12-01T09:00:00Z', 60]]), asession([['2026-12-01T10:00:00Z', 60]])),
		).toEqual([[], []]);
	});

	it('is a session without a time or a room, or gone from the file', () => {
		expect(
			concerns(
				asession([]),
				asession([['2026-12-01T09:00:00Z', 60, null]]),
				asession([], { state: 'missing' }),
			),
		).toEqual([['timeless'], ['roomless'], ['missing']]);
	});

	it('is two at once in one room, also when a short one is inside a long one', () => {
		const [long, first, second, free] = [
			asession([['2026-12-01T09:00:00Z', 240]]),
			asession([['2026-12-01T09:30:00Z', 15]]),
			asession([['2026-12-01T11:00:00Z', 15]]),
			asession([['2026-12-01T13:00:00Z', 15]]),
		];
		expect(concerns(long, first, second, free)).toEqual([['doubled'], ['doubled'], ['doubled'], []]);
	});

	it('is a speaker in two places', () => {
		const one = asession([['2026-12-01T09:00:00Z', 60, 1]], { speaker_ids: [5] });
		const other = asession([['2026-12-01T09:30:00Z', 60, 2]], { speaker_ids: [6, 5] });
		expect(concerns(one, other)).toEqual([['twice'], ['twice']]);
		const elsewhere = asession([['2026-12-01T09:30:00Z', 60, 3]]);
		expect(collisionsOf(one, [one, other, elsewhere])).toEqual([other]);
	});

	it('is a time outside the days, where the night belongs to the day before', () => {
		expect(
			concerns(
				asession([['2026-11-30T23:00:00Z', 60]]),
				asession([['2026-12-03T02:00:00Z', 60]]),
				asession([['2026-12-03T08:00:00Z', 60]]),
			),
		).toEqual([['outside'], [], ['outside']]);
	});

	it('is never a cancelled session', () => {
		expect(concerns(asession([], { state: 'cancelled' }))).toEqual([[]]);
	});
});
