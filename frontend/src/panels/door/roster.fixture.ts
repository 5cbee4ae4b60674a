/** People of a panel, for tests. */
import type { RosterEntry } from '@/contract';

/** Somebody with a seat, unless it is said otherwise. */
export function entry(id: number, name: string, more: Partial<RosterEntry> = {}): RosterEntry {
	return {
		id,
		rev: id,
		panel_id: 3,
		person_id: 100 + id,
		name,
		affiliation: '',
		place: 'seated',
		share: 'open',
		number: id,
		first_timer: false,
		invited: false,
		asked_at: '2026-11-27T08:00:00Z',
		seated_at: '2026-11-27T08:00:00Z',
		offer_ends_at: null,
		came_at: null,
		held_until: null,
		standby_at: null,
		ticket_digest: null,
		...more,
	};
}

export const inLine = (id: number, name: string, more: Partial<RosterEntry> = {}) =>
	entry(id, name, { place: 'waiting', seated_at: null, ...more });

export const came = (id: number, name: string, at: string, more: Partial<RosterEntry> = {}) =>
	entry(id, name, { place: 'came', came_at: `2026-11-27T${at}:00Z`, ...more });
