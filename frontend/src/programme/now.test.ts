import { describe, expect, it } from 'vitest';
import { daysUntil, nextDay, nextToday, onNow, phaseOf } from './now';
import { aMeeting, aSession, aSlot, at, showings } from './programme.fixture';

describe('a meeting', () => {
	const chicago = aMeeting({ timezone: 'America/Chicago' });

	it.each([
		['2026-11-30', 'upcoming'],
		['2026-12-01', 'live'],
		['2026-12-04', 'live'],
		['2026-12-05', 'over'],
	])('on %s at noon is %s', (day, phase) => {
		expect(phaseOf(chicago, at('18:00', day))).toBe(phase);
	});

	it('goes on until the night of its last day is over, by its own wall', () => {
		expect(phaseOf(chicago, at('08:00', '2026-12-05'))).toBe('live');
	});

	it('is so many days ahead', () => {
		expect(daysUntil(chicago, at('18:00', '2026-11-29'))).toBe(2);
	});
});

describe('now', () => {
	const all = showings([
		aSession('On', [aSlot('10:00')]),
		aSession('Cancelled', [aSlot('10:00')], { state: 'cancelled' }),
		aSession('Just over', [aSlot('09:30')]),
		aSession('Next', [aSlot('11:00')]),
		aSession('Tomorrow', [aSlot('09:00', { day: '2026-12-02' })]),
	]);
	const titles = (list: typeof all) => list.map((showing) => showing.session.title);

	it('is what has begun, has not ended, and takes place', () => {
		expect(titles(onNow(all, at('10:15')))).toEqual(['On']);
	});

	it('is followed by what comes today, and by the next day', () => {
		expect(titles(nextToday(all, at('10:15'), 'UTC', 4))).toEqual(['Next']);
		expect(nextDay(all, at('10:15'), 'UTC')?.session.title).toBe('Tomorrow');
	});
});
