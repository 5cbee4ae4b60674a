import { describe, expect, it } from 'vitest';
import { clashesOf, linesOf, walkBetween, wayTo } from './agenda';
import { aRoom, aSession, aSlot, showings } from './programme.fixture';

const hall = aRoom('Hall A', { area: 'Ground floor', walk_minutes: 2 });
const nextDoor = aRoom('Hall B', { area: 'Ground floor', walk_minutes: 3 });
const wing = aRoom('Workshop 1', { area: 'North wing', walk_minutes: 8 });
const rooms = [hall, nextDoor, wing];

describe('the walk between two rooms', () => {
	it('is nothing within a room, and nothing where a room is not known', () => {
		expect(walkBetween(hall, hall)).toBe(0);
		expect(walkBetween(hall, undefined)).toBe(0);
	});

	it('is short within an area, and leads through the middle to another', () => {
		expect(walkBetween(hall, nextDoor)).toBe(1);
		expect(walkBetween(hall, wing)).toBe(10);
	});
});

describe('a showing in my agenda', () => {
	it('overlaps with what is on at the same time', () => {
		const [first, second] = showings([
			aSession('First', [aSlot('10:00')]),
			aSession('Second', [aSlot('10:30')]),
		]);

		expect(clashesOf(second!, [first!, second!])).toMatchObject([
			{ kind: 'overlap', other: first, pause: -15 },
		]);
	});

	it('is too far when the way takes longer than the pause', () => {
		const sessions = [
			aSession('First', [aSlot('10:00', { room_id: hall.id })]),
			aSession('Second', [aSlot('10:50', { room_id: wing.id })]),
		];
		const [first, second] = showings(sessions, rooms);

		expect(clashesOf(first!, [second!])).toMatchObject([{ kind: 'walk', other: second, walk: 10, pause: 5 }]);
	});

	it('follows right after another in the same room without a word', () => {
		const sessions = [
			aSession('First', [aSlot('10:00', { room_id: hall.id })]),
			aSession('Second', [aSlot('10:45', { room_id: hall.id })]),
		];
		const [first, second] = showings(sessions, rooms);

		expect(clashesOf(second!, [first!])).toEqual([]);
	});

	it('does not collide with what was cancelled, nor with its own second time', () => {
		const mine = showings([
			aSession('Twice', [aSlot('10:00'), aSlot('10:30')]),
			aSession('Cancelled', [aSlot('10:00')], { state: 'cancelled' }),
		]);

		expect(mine.map((showing) => clashesOf(showing, mine))).toEqual([[], [], []]);
	});
});

describe('the way to a showing', () => {
	const mine = showings(
		[
			aSession('First', [aSlot('10:00', { room_id: hall.id })]),
			aSession('Next door', [aSlot('11:00', { room_id: nextDoor.id })]),
			aSession('Far', [aSlot('12:00', { room_id: wing.id })]),
			aSession('Too far', [aSlot('12:50', { room_id: hall.id })]),
		],
		rooms,
	);

	it('is told where it is long, and where no clash tells it', () => {
		expect(mine.map((showing) => wayTo(showing, mine))).toEqual([
			undefined,
			undefined,
			{ from: nextDoor, minutes: 11 },
			undefined,
		]);
	});
});

describe('a day of my agenda', () => {
	it('tells a clash once, at the later of the two, and the free time between', () => {
		const mine = showings([
			aSession('First', [aSlot('10:00')]),
			aSession('Second', [aSlot('10:30')]),
			aSession('Third', [aSlot('12:00')]),
		]);

		const lines = linesOf(mine);

		expect(lines.map((line) => ('free' in line ? `free ${String(line.free)}` : line.clashes.length))).toEqual(
			[0, 1, 'free 45', 0],
		);
	});

	it('tells the time once that is free around a cancelled session', () => {
		const mine = showings([
			aSession('First', [aSlot('10:00')]),
			aSession('Cancelled', [aSlot('11:15')], { state: 'cancelled' }),
			aSession('Third', [aSlot('12:30')]),
		]);

		expect(linesOf(mine).map((line) => ('free' in line ? line.free : line.showing.session.title))).toEqual([
			'First',
			105,
			'Cancelled',
			'Third',
		]);
	});
});
