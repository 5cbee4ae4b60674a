import { describe, expect, it } from 'vitest';
import type { Numbers } from '@/contract';
import { columnsOf, partsOf, totalOf, widest } from './plot';
import { changeName, editLines } from './saying';

const numbers = (came: number, missed: number, waiting: number, seats = 40) =>
	({ came, missed, waiting, seats, signed_up: 50, seated: 40, walk_ins: 1, left: 2 }) as Numbers;

describe('the bars', () => {
	it('stand one after the other, and together are as long as the people', () => {
		const parts = partsOf(numbers(30, 6, 14), 50, 1000);

		expect(parts.map(({ name, start, length }) => [name, start, length])).toEqual([
			['came', 0, 600],
			['missed', 600, 120],
			['waiting', 720, 280],
		]);
	});

	it('leave out what nobody is in, and never divide by nobody', () => {
		const none = [numbers(0, 0, 0, 0)];

		expect(partsOf(none[0]!, widest(none), 1000)).toEqual([]);
		expect(widest([])).toBe(1);
	});

	it('are measured by the seats when there are more of them than people', () => {
		expect(widest([numbers(3, 0, 0, 40), numbers(20, 5, 30, 30)])).toBe(55);
	});
});

describe('the columns of arrivals', () => {
	it('keep the empty minutes between, and mark the start', () => {
		const { columns, start } = columnsOf(
			[
				{ minute: -10, people: 4 },
				{ minute: 0, people: 8 },
				{ minute: 5, people: 2 },
			],
			360,
			80,
		);

		expect(columns.map(({ x, y, height }) => [x, y, height])).toEqual([
			[160, 40, 40],
			[240, 0, 80],
			[280, 60, 20],
		]);
		expect(start).toBe(240);
	});

	it('are none when nobody came', () => {
		expect(columnsOf([], 320, 80)).toEqual({ columns: [], start: 0 });
	});
});

it('several panels add up', () => {
	expect(totalOf([numbers(30, 6, 14), numbers(10, 2, 0, 20)])).toEqual({
		seats: 60,
		signed_up: 100,
		seated: 80,
		came: 40,
		missed: 8,
		walk_ins: 2,
		waiting: 14,
		left: 4,
	});
});

describe('the history in words', () => {
	it('says where somebody stood and stands', () => {
		const change = { name: 'Ana Silva', was: 'waiting', now: 'offered' } as never;

		expect(changeName(change)).toBe('Ana Silva: in line → is offered a seat');
		expect(changeName({ name: 'Ana Silva', was: null, now: 'seated' } as never)).toBe(
			'Ana Silva: has a seat',
		);
	});

	it('says a changed field with its values, times on the wall of the meeting', () => {
		const edit = {
			before: { seats: 40, opens_at: null, shut: false },
			after: { seats: 36, opens_at: '2026-11-27T09:30:00Z', shut: true },
		} as never;

		expect(editLines(edit, 'Europe/Berlin')).toEqual([
			'Seats: 40 → 36',
			'Opens: nothing → Fri 27, 10:30',
			'Closed by hand: no → yes',
		]);
	});
});
