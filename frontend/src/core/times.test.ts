import { describe, expect, it } from 'vitest';
import { datesName, dayAfter, dayAt, dayName, daysBetween, timeAt, wallAt } from './times';

const moment = (text: string) => Date.parse(text);

describe('times', () => {
	it('are read from the wall of the meeting', () => {
		expect(wallAt(moment('2026-12-01T14:30:00Z'), 'America/New_York')).toEqual({
			date: '2026-12-01',
			time: '09:30',
		});
		expect(timeAt(moment('2026-12-01T00:00:00Z'), 'UTC')).toBe('00:00');
	});

	it('keep what starts after midnight with the evening before', () => {
		expect(dayAt(moment('2026-12-02T00:30:00Z'), 'UTC')).toBe('2026-12-01');
		expect(dayAt(moment('2026-12-02T04:00:00Z'), 'UTC')).toBe('2026-12-02');
	});

	it('follow the clock change of the zone', () => {
		expect(timeAt(moment('2026-10-25T00:30:00Z'), 'Europe/Brussels')).toBe('02:30');
		expect(timeAt(moment('2026-10-25T01:30:00Z'), 'Europe/Brussels')).toBe('02:30');
	});

	it('name days as people do', () => {
		expect(dayName('2026-12-01', 'long')).toBe('Tuesday, December 1');
		expect(dayName('2026-12-01', 'weekday')).toBe('Tuesday');
		expect(datesName('2026-12-01', '2026-12-04')).toContain('2026');
	});

	it('count days over a clock change', () => {
		expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
		expect(dayAfter('2026-12-31')).toBe('2027-01-01');
	});
});
