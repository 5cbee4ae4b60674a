/** Seats, what is kept of them, and the line, as a host changes them. */
import type { ChangePanel, Panel } from '@/contract';

export interface SeatsForm {
	seats: number | undefined;
	door: number | undefined;
	first_timer: number | undefined;
	invited: number | undefined;
	line_open: boolean;
	overlaps_allowed: boolean;
}

export function seatsForm({ seats, reserved, line_open, overlaps_allowed }: Panel): SeatsForm {
	const { door, first_timer, invited } = reserved;
	return { seats, door, first_timer, invited, line_open, overlaps_allowed };
}

/** With what another host set of these fields, named as in the history; the rest stays as it was typed. */
export function withTheirs(form: SeatsForm, now: Panel, fields: readonly string[]): SeatsForm {
	const names = new Set(fields.map((field) => field.replace('reserved_', '')));
	const theirs = Object.entries(seatsForm(now)).filter(([name]) => names.has(name));
	return { ...form, ...Object.fromEntries(theirs) };
}

const KEPT = ['door', 'first_timer', 'invited'] as const;
const PLAIN = ['seats', 'line_open', 'overlaps_allowed'] as const;

/** Only what differs; undefined while a field cannot be read. */
export function changesOf(form: SeatsForm, panel: Panel): ChangePanel | undefined {
	if (Object.values(form).includes(undefined)) return undefined;
	const before = seatsForm(panel);
	const changes: Record<string, unknown> = {};
	for (const field of PLAIN) if (form[field] !== before[field]) changes[field] = form[field];
	const kept = Object.fromEntries(
		KEPT.filter((field) => form[field] !== before[field]).map((field) => [field, form[field]]),
	);
	return Object.keys(kept).length > 0 ? { ...changes, reserved: kept } : changes;
}
