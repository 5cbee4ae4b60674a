import { describe, expect, it } from 'vitest';
import { dayName } from '@/core/times';
import { changesOf, renamesAfter, urgentOf, type Renames, type Sessions } from './changes';
import { aProgramme, aRoom, aSession, aSlot, at, showings } from './programme.fixture';
import { changedAt, changeText } from './telling';

const [tuesday, wednesday] = ['2026-12-01', '2026-12-02'].map((day) => dayName(day, 'chip'));
const NONE: Renames = new Map();
const byId = (...sessions: ReturnType<typeof aSession>[]): Sessions =>
	new Map(sessions.map((session) => [session.id, session]));

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
		const told = changesOf(mine, NONE, at('09:10')).map(({ kind, showing }) => [kind, showing.session.title]);

		expect(told).toEqual([
			['cancelled', 'Cancelled'],
			['moved', 'Moved'],
			['missing', 'Not in the file'],
		]);
	});

	it('are another change when it moves again', () => {
		const [moved] = mine.filter((showing) => showing.session.title === 'Moved');
		const again = { ...moved!, slot: { ...moved!.slot, was: { ...was, at: '2026-12-01T09:05:00Z' } } };
		const keys = [moved!, again].map((showing) => changesOf([showing], NONE, at('09:10'))[0]?.key);

		expect(keys[0]).not.toBe(keys[1]);
	});

	it('name a session of several times once when only its name changed', () => {
		const session = aSession('New', [aSlot('10:00'), aSlot('12:00')]);
		const renames = new Map([[session.id, { was: 'Old', at: '2026-12-01T09:00:00Z' }]]);

		expect(changesOf(showings([session]), renames, at('09:10')).map(({ was: before }) => before)).toEqual([
			'Old',
		]);
	});
});

describe('a change in words', () => {
	const [hall, room] = [aRoom('Room 2'), aRoom('Room 5')];
	const moved = (slot: ReturnType<typeof aSlot>) => {
		const session = aSession('Moved', [slot]);
		const programme = aProgramme({ room: [hall, room], session: [session] });
		return changeText(changesOf(programme.showings, NONE, 0)[0]!, programme);
	};
	const was = { starts_at: '2026-12-01T10:00:00Z', room_id: hall.id, at: '2026-12-01T10:02:00Z' };

	it.each([
		['another room', aSlot('10:00', { room_id: room.id, was }), 'Moved to Room 5, was Room 2'],
		['another time', aSlot('11:30', { room_id: hall.id, was }), 'Moved to 11:30, was 10:00'],
		['both', aSlot('11:30', { room_id: room.id, was }), 'Moved to 11:30, Room 5, was 10:00, Room 2'],
		[
			'another day',
			aSlot('10:00', { day: '2026-12-02', room_id: hall.id, was }),
			`Moved to ${wednesday}, 10:00, was ${tuesday}, 10:00`,
		],
		['no room yet', aSlot('10:00', { was }), 'Moved to a room to be announced, was Room 2'],
		[
			'a room after none',
			aSlot('10:00', { room_id: room.id, was: { ...was, room_id: null } }),
			'Moved to Room 5',
		],
	])('says %s', (_, slot, text) => {
		expect(moved(slot)).toBe(text);
	});

	it('says since when: the time today, later the day', () => {
		const [change] = changesOf(showings([aSession('Moved', [aSlot('11:00', { was })])]), NONE, 0);

		expect(changedAt(change!, at('12:00'), 'UTC')).toBe('10:02');
		expect(changedAt(change!, at('12:00', '2026-12-02'), 'UTC')).toBe(tuesday);
	});
});

describe('names that changed', () => {
	const before = aSession('Old', [aSlot('10:00')]);
	const after = { ...before, title: 'New', changed_at: '2026-12-01T09:00:00Z' };

	it('are remembered by what they were when last shown', () => {
		const once = renamesAfter(byId(before), byId(after), NONE);
		const twice = renamesAfter(
			byId(after),
			byId({ ...after, title: 'Newer', changed_at: '2026-12-01T09:30:00Z' }),
			once,
		);

		expect(once.get(before.id)).toEqual({ was: 'Old', at: '2026-12-01T09:00:00Z' });
		expect(twice.get(before.id)).toEqual({ was: 'Old', at: '2026-12-01T09:30:00Z' });
	});

	it('are no news once the old name is back', () => {
		const once = renamesAfter(byId(before), byId(after), NONE);

		expect([...renamesAfter(byId(after), byId(before), once)]).toEqual([]);
	});

	it('are none for a session that is new', () => {
		expect([...renamesAfter(byId(), byId(before), NONE)]).toEqual([]);
	});
});

describe('what cannot wait', () => {
	const slot = aSlot('10:00', { room_id: 1 });
	const before = aSession('Mine', [slot]);
	const movedTo = (starts_at: string, room_id = 2) => ({
		...before,
		slots: [
			{
				...slot,
				starts_at,
				room_id,
				was: { starts_at: slot.starts_at, room_id: 1, at: '2026-12-01T09:20:00Z' },
			},
		],
	});
	const kinds = (after: typeof before, now: number, earlier: typeof before = before, renames = NONE) =>
		urgentOf(showings([after]), byId(earlier), renames, now).map(({ kind }) => kind);

	it('is a change of what starts within the hour, or would have', () => {
		expect(kinds(movedTo('2026-12-01T10:00:00Z'), at('09:20'))).toEqual(['moved']);
		expect(kinds(movedTo('2026-12-02T10:00:00Z'), at('09:20'))).toEqual(['moved']);
		expect(kinds(movedTo('2026-12-01T10:00:00Z'), at('08:50'))).toEqual([]);
	});

	it('is told once', () => {
		const moved = movedTo('2026-12-01T10:00:00Z');

		expect(kinds({ ...moved, note: 'Bring a pen' }, at('09:25'), moved)).toEqual([]);
	});

	it('may be a new name', () => {
		const renamed = { ...before, title: 'New', changed_at: '2026-12-01T09:20:00Z' };
		const renames = renamesAfter(byId(before), byId(renamed), NONE);

		expect(kinds(renamed, at('09:20'), before, renames)).toEqual(['renamed']);
		expect(kinds(renamed, at('09:25'), renamed, renames)).toEqual([]);
	});
});
