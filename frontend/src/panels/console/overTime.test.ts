import { expect, it } from 'vitest';
import { riseOf } from './overTime';

const at = (time: string) => Date.parse(`2026-12-01T${time}Z`);
const asked = { begins: '2026-12-01T09:00:00Z', minutes: 15, people: [30, 0, 24] };
const drawn = (ends: string, seats = 40) => riseOf(asked, at(ends), seats, 400, 135);

it('rises with everybody who asks, and goes on level to the start of the panel', () => {
	const rise = drawn('10:00:00');

	expect(rise?.points).toBe('0,135 100,75 200,75 300,27 400,27');
	expect(rise).toMatchObject({ people: 54, top: 27, full: 55, first: at('09:00:00'), last: at('10:00:00') });
});

it('marks no seats that were never all taken, and is not drawn while nobody has asked', () => {
	expect(drawn('10:00:00', 60)?.full).toBeUndefined();
	expect(riseOf({ begins: null, minutes: 1, people: [] }, at('10:00:00'), 40, 400, 135)).toBeUndefined();
});

it('ends with the last who asked when that was after the start', () => {
	expect(drawn('09:10:00')?.last).toBe(at('09:45:00'));
});
