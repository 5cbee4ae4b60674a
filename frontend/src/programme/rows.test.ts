import { describe, expect, it } from 'vitest';
import { aSession, aSlot, at, showings } from './programme.fixture';
import { rowsOfDay } from './rows';

const day = showings([
	aSession('First', [aSlot('09:00')]),
	aSession('Also first', [aSlot('09:00')]),
	aSession('Last', [aSlot('11:00')]),
]);
const shape = (time: string) =>
	rowsOfDay(day, at(time)).map((row) => (row.kind === 'showing' ? row.showing.session.title : row.kind));

describe('the line of now', () => {
	it('stands between what has begun and what has not', () => {
		expect(shape('10:38')).toEqual(['Also first', 'First', 'now', 'Last']);
	});

	it('stands at the end while the last one goes on', () => {
		expect(shape('11:15')).toEqual(['Also first', 'First', 'Last', 'now']);
	});

	it.each([['08:59'], ['11:45']])('is not there at %s, outside of the day', (time) => {
		expect(shape(time)).toEqual(['Also first', 'First', 'Last']);
	});
});

it('says a time loudly once', () => {
	expect(rowsOfDay(day, at('08:00')).map((row) => row.kind === 'showing' && row.first)).toEqual([
		true,
		false,
		true,
	]);
});

it('has no rows on a day without sessions', () => {
	expect(rowsOfDay([], at('10:00'))).toEqual([]);
});
