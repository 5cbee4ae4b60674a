/** The times and places of a session as an organiser writes them: on the wall clock of the meeting. */
import type { Slot } from '@/contract';
import { dayName, MINUTE, momentAt, wallAt } from '@/core/times';
import { say } from './words';

export interface SlotForm {
	/** Null for one that is new. */
	id: number | null;
	date: string;
	time: string;
	minutes: number | null;
	room_id: number | null;
}

export interface SlotInput {
	id?: number;
	starts_at: string;
	minutes: number;
	room_id: number | null;
}

export const LONGEST = 3 * 24 * 60;
export const LENGTHS = [15, 20, 30, 45, 60, 90, 120] as const;

export function slotForms(slots: readonly Slot[], zone: string): SlotForm[] {
	return slots.map(({ id, starts_at, minutes, room_id }) => ({
		id,
		...wallAt(Date.parse(starts_at), zone),
		minutes,
		room_id,
	}));
}

/** What the server is told; call it once `wrongSlots` finds nothing. */
export function slotInputs(forms: readonly SlotForm[], zone: string): SlotInput[] {
	return forms.map(({ id, minutes, room_id, ...wall }) => ({
		...(id === null ? {} : { id }),
		starts_at: new Date(momentAt(wall, zone) ?? 0).toISOString(),
		minutes: minutes ?? 0,
		room_id,
	}));
}

/** What cannot be, by "slots.0.time" and the like. */
export function wrongSlots(forms: readonly SlotForm[], zone: string): Record<string, string[]> {
	const wrong: Record<string, string[]> = {};
	for (const [place, slot] of forms.entries()) {
		const at = `slots.${String(place)}`;
		if (!slot.date) wrong[`${at}.date`] = [say('dateMissing')];
		else if (!slot.time) wrong[`${at}.time`] = [say('timeMissing')];
		else if (momentAt(slot, zone) === undefined) wrong[`${at}.time`] = [say('timeLeftOut')];
		if (!slot.minutes || slot.minutes < 1 || slot.minutes > LONGEST) {
			wrong[`${at}.minutes`] = [say('lengthMissing')];
		}
	}
	return wrong;
}

/** "11:15": when it ends on the wall; empty while its time cannot be read. */
export function endOf(slot: SlotForm, zone: string): string {
	const starts = momentAt(slot, zone);
	if (starts === undefined || !slot.minutes) return '';
	return wallAt(starts + slot.minutes * MINUTE, zone).time;
}

/** "Tue 1 Dec 09:30, 45 min, Hall A". */
export function slotsName(slots: readonly SlotForm[], room: (id: number) => string | undefined): string {
	return slots
		.map(({ date, time, minutes, room_id }) =>
			[
				date && `${dayName(date, 'short')} ${time}`,
				minutes && say('minutesShort', { count: minutes }),
				room_id === null ? say('noRoom') : room(room_id),
			]
				.filter(Boolean)
				.join(', '),
		)
		.join('; ');
}

/** A further slot: after the last one in its room, or on the first day at nine. */
export function nextSlot(forms: readonly SlotForm[], firstDay: string): SlotForm {
	const last = forms.at(-1);
	return {
		id: null,
		date: last?.date ?? firstDay,
		time: last ? '' : '09:00',
		minutes: last?.minutes ?? 45,
		room_id: last?.room_id ?? null,
	};
}
