import { describe, expect, it } from 'vitest';
import type { Panel } from '@/contract';
import { changesOf, seatsForm } from './seatsForm';
import { momentOf, wallOf, whenName } from './when';

const PANEL = {
	seats: 40,
	reserved: { door: 2, first_timer: 0, invited: 0 },
	release_minutes: 5,
	line_open: true,
	overlaps_allowed: false,
} as Panel;

describe('the seats of a panel', () => {
	const changed = (more: object) => changesOf({ ...seatsForm(PANEL), ...more }, PANEL);

	it('are sent as only what was changed', () => {
		expect(changed({})).toEqual({});
		expect(changed({ seats: 36 })).toEqual({ seats: 36 });
		expect(changed({ door: 0, invited: 3, line_open: false })).toEqual({
			line_open: false,
			reserved: { door: 0, invited: 3 },
		});
	});

	it('are not sent while a number cannot be read', () => {
		expect(changed({ seats: undefined })).toBeUndefined();
	});
});

describe('a moment in two fields', () => {
	it('stands on the wall of the meeting, and comes back as it was', () => {
		const wall = wallOf('2026-11-27T09:30:00Z', 'Europe/Berlin');

		expect(wall).toEqual({ date: '2026-11-27', time: '10:30' });
		expect(momentOf(wall, 'Europe/Berlin')).toBe('2026-11-27T09:30:00.000Z');
	});

	it('is none when both are empty, and cannot be read when one is', () => {
		expect(momentOf(wallOf(null, 'Europe/Berlin'), 'Europe/Berlin')).toBeNull();
		expect(momentOf({ date: '2026-11-27', time: '' }, 'Europe/Berlin')).toBeUndefined();
	});

	it('does not exist in the hour that summer time leaves out', () => {
		expect(momentOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin')).toBeUndefined();
	});

	it('is named with its day, and after midnight with the evening before', () => {
		expect(whenName('2026-11-27T09:30:00Z', 'Europe/Berlin')).toBe('Fri 27, 10:30');
		expect(whenName('2026-11-28T00:30:00Z', 'Europe/Berlin')).toBe('Fri 27, 01:30');
	});
});
