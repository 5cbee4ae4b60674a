/** Panels and signups for tests, in a few words. */
import type { Panel, Signup } from '@/contract';
import { MINUTE } from '@/core/times';

let ids = 500;
const next = () => (ids += 1);

/** A moment on the day of the panel. */
export const at = (time: string) => Date.parse(`2026-12-01T${time}Z`);
const moment = (time: string | null | undefined) => (time ? new Date(at(time)).toISOString() : null);

interface Hours {
	opens?: string;
	closes?: string;
	draws?: string;
	drawn?: string;
	/** Null for a panel that has no time yet. */
	from?: string | null;
	to?: string | null;
}

const NOBODY = { seated: 0, came: 0, waiting: 0, offered: 0, asked: 0, line: [] };

/** Open, 40 seats, at half past eleven for three quarters of an hour, unless it is said otherwise. */
export function aPanel(hours: Hours = {}, more: Partial<Panel> = {}): Panel {
	const id = next();
	const { opens, closes, draws, drawn, from, to } = { from: '11:30', to: '12:15', ...hours };
	return {
		...{ id, rev: id, session_id: id + 1000, title: 'Who reads us, and why', cancelled: false },
		...{ starts_at: moment(from), ends_at: moment(to), opens_at: moment(opens), closes_at: moment(closes) },
		...{ draw_at: moment(draws), drawn_at: moment(drawn), seed: null, seed_digest: null },
		...{ ...NOBODY, seats: 40, free: 40, line_open: true, shut: false },
		...{ reserved: { door: 0, first_timer: 0, invited: 0 }, overlaps_allowed: false },
		...{ answer_steps: STEPS, door_takes_over: 10, release_minutes: 5, host_ids: [], blogger_ids: [] },
		questions_until: to ? new Date(at(to) + 30 * MINUTE).toISOString() : null,
		...more,
	};
}

const STEPS = [
	[2880, 1440],
	[1440, 240],
	[180, 15],
	[0, 5],
];

export function full(more: Partial<Panel> = {}): Partial<Panel> {
	return { free: 0, seated: 40, ...more };
}

export function aSignup(panel: Panel, place: Signup['place'], more: Partial<Signup> = {}): Signup {
	const id = next();
	return {
		...{ id, rev: id, panel_id: panel.id, place, share: 'open', number: 1, client_id: '' },
		...{ asked_at: '2026-12-01T10:02:00Z', seated_at: null, offer_ends_at: null, swap_from: null },
		...{ came_at: null, held_until: null, left_from: null, ticket: null },
		...more,
	};
}
