import { describe, expect, it } from 'vitest';
import { endOf, nextSlot, slotForms, slotsName, slotInputs, wrongSlots, type SlotForm } from './slots';

const ZONE = 'America/Chicago';
const SLOT: SlotForm = { id: 7, date: '2026-12-01', time: '09:30', minutes: 45, room_id: 2 };

describe('the times of a session', () => {
	it('are written as the wall of the meeting shows them', () => {
		const slots = [{ id: 7, starts_at: '2026-12-01T15:30:00Z', minutes: 45, room_id: 2, was: null }];

		expect(slotForms(slots, ZONE)).toEqual([SLOT]);
		expect(slotInputs([SLOT], ZONE)).toEqual([
			{ id: 7, starts_at: '2026-12-01T15:30:00.000Z', minutes: 45, room_id: 2 },
		]);
	});

	it('are new without an id', () => {
		expect(slotInputs([{ ...SLOT, id: null }], ZONE)[0]).not.toHaveProperty('id');
	});

	it('need a day, a time that exists, and a length', () => {
		const wrong = (change: Partial<SlotForm>) =>
			Object.keys(wrongSlots([SLOT, { ...SLOT, ...change }], ZONE));

		expect(wrong({})).toEqual([]);
		expect(wrong({ date: '' })).toEqual(['slots.1.date']);
		expect(wrong({ time: '' })).toEqual(['slots.1.time']);
		expect(wrong({ date: '2026-03-08', time: '02:30' })).toEqual(['slots.1.time']);
		expect(wrong({ minutes: null })).toEqual(['slots.1.minutes']);
		expect(wrong({ minutes: 5000 })).toEqual(['slots.1.minutes']);
	});

	it('say when they end', () => {
		expect(endOf(SLOT, ZONE)).toBe('10:15');
		expect(endOf({ ...SLOT, time: '' }, ZONE)).toBe('');
	});

	it('are said in a line', () => {
		const room = () => 'Hall A';
		expect(slotsName([SLOT, { ...SLOT, date: '', room_id: null }], room)).toBe(
			'Tue, Dec 1 09:30, 45 min, Hall A; 45 min, No room yet',
		);
		expect(slotsName([], room)).toBe('');
	});

	it('go on where the last one was', () => {
		expect(nextSlot([], '2026-12-01')).toMatchObject({ id: null, date: '2026-12-01', time: '09:00' });
		expect(nextSlot([SLOT], '2026-11-30')).toEqual({ ...SLOT, id: null, time: '' });
	});
});
