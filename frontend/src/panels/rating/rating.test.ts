import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '@/core/times';
import { mayRate } from './rating';

const starts = Date.parse('2026-11-27T10:00:00Z');
const ends = starts + 45 * MINUTE;
const panel = {
	starts_at: new Date(starts).toISOString(),
	ends_at: new Date(ends).toISOString(),
	cancelled: false,
};
const came = { place: 'came' } as const;

describe('a panel is rated', () => {
	it('from its start until a week after its end', () => {
		const times = [starts - 1, starts, ends, ends + 7 * DAY, ends + 7 * DAY + 1];

		expect(times.map((at) => mayRate(panel, came, at))).toEqual([false, true, true, true, false]);
	});

	it('by those who came, and by nobody else', () => {
		const places = ['asked', 'seated', 'waiting', 'offered', 'left', 'declined', 'missed'] as const;

		expect(places.filter((place) => mayRate(panel, { place }, ends))).toEqual([]);
		expect(mayRate(panel, undefined, ends)).toBe(false);
	});

	it('only if it took place', () => {
		expect(mayRate({ ...panel, cancelled: true }, came, ends)).toBe(false);
	});
});
