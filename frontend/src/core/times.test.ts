import { describe, expect, it, vi } from 'vitest';
import {
	datesName,
	dayAfter,
	dayAt,
	dayName,
	daysBetween,
	momentAt,
	ownWall,
	ownZone,
	timeAt,
	wallAt,
} from './times';

const moment = (text: string) => Date.parse(text);
const HOUR = 3_600_000;

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

	it.each(['Europe/Brussels', 'America/St_Johns', 'Asia/Kabul', 'Pacific/Kiritimati'])(
		'are the same on my own wall in %s',
		(zone) => {
			vi.stubEnv('TZ', zone);
			const year = Array.from({ length: 400 }, (_, day) => moment('2026-01-01T00:59:59Z') + day * 23 * HOUR);

			expect(ownZone()).toBe(zone);
			expect(year.map(ownWall)).toEqual(year.map((at) => wallAt(at, zone)));
			vi.unstubAllEnvs();
		},
	);

	it('come back from the wall of the meeting', () => {
		const at = (date: string, time: string, zone: string) => {
			const found = momentAt({ date, time }, zone);
			return found === undefined ? undefined : new Date(found).toISOString();
		};
		expect(at('2026-12-01', '09:30', 'America/New_York')).toBe('2026-12-01T14:30:00.000Z');
		expect(at('2026-10-25', '02:30', 'Europe/Brussels')).toBe('2026-10-25T00:30:00.000Z');
		expect(at('2026-03-29', '02:30', 'Europe/Brussels')).toBeUndefined();
		expect(at('2026-03-29', '03:00', 'Europe/Brussels')).toBe('2026-03-29T01:00:00.000Z');
		expect(at('2026-12-01', '00:15', 'Pacific/Kiritimati')).toBe('2026-11-30T10:15:00.000Z');
		expect(at('', '09:30', 'UTC')).toBeUndefined();
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
