import { expect, it } from 'vitest';
import { riseOf } from './overTime';

const at = (time: string) => Date.parse(`2026-12-01T${time}Z`);
const asked = { begins: '2026-12-01T09:00:00Z', minutes: 15, people: [30, 0, 24] };

it('rises with everybody who asks, and goes on level to the start of the panel', () => {
	const rise = riseOf(asked, at('10:00:00'), 40, 400, 108);

	expect(rise).toMatchObject({
		people: 54,
		first: at('09:00:00'),
		last: at('10:00:00'),
		full: 108 - (40 / (54 * 1.08)) * 108,
	});
	expect(rise?.points).toBe('0,108 100,52.4 200,52.4 300,8 400,8');
});

it('marks no seats that were never all taken, and is not drawn while nobody has asked', () => {
	expect(riseOf(asked, at('10:00:00'), 60, 400, 108)?.full).toBeUndefined();
	expect(riseOf({ begins: null, minutes: 1, people: [] }, at('10:00:00'), 40, 400, 108)).toBeUndefined();
});

it('ends with the last who asked when that was after the start', () => {
	expect(riseOf(asked, at('09:10:00'), 40, 400, 108)?.last).toBe(at('09:45:00'));
});
