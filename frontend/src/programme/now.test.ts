import { describe, expect, it } from 'vitest';
import { changesOf, daysUntil, nextDay, nextToday, onNow, phaseOf } from './now';
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

describe('changes among mine', () => {
	const was = { starts_at: '2026-12-01T10:00:00Z', room_id: 5, at: '2026-12-01T08:50:00Z' };
	const mine = showings([
		aSession('As it was', [aSlot('10:00')]),
		aSession('Moved', [aSlot('11:00', { was })]),
		aSession('Cancelled', [aSlot('12:00')], { state: 'cancelled', changed_at: '2026-12-01T09:00:00Z' }),
		aSession('Moved, but over', [aSlot('08:00', { was })]),
		aSession('Not in the file', [aSlot('13:00')], { state: 'missing', changed_at: '2026-11-30T09:00:00Z' }),
	]);

	it('come with the newest first, as long as they are ahead', () => {
		const told = changesOf(mine, at('09:10')).map(({ kind, showing }) => [kind, showing.session.title]);

		expect(told).toEqual([
			['cancelled', 'Cancelled'],
			['moved', 'Moved'],
			['missing', 'Not in the file'],
		]);
	});

	it('are another change when it moves again', () => {
		const [moved] = mine.filter((showing) => showing.session.title === 'Moved');
		const again = { ...moved!, slot: { ...moved!.slot, was: { ...was, at: '2026-12-01T09:05:00Z' } } };
		const keys = [moved!, again].map((showing) => changesOf([showing], at('09:10'))[0]?.key);

		expect(keys[0]).not.toBe(keys[1]);
	});
});
