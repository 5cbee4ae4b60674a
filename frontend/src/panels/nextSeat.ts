import type { Panel } from '@/contract';
import { MINUTE } from '@/core/times';

const SOON = 60 * MINUTE;

/** The panel to which I go next: one that begins within the hour, or goes on. */
export function nextSeat(seats: readonly Panel[], at: number): Panel | undefined {
	return seats.find(
		({ starts_at, ends_at, cancelled }) =>
			!cancelled && starts_at && ends_at && Date.parse(starts_at) - SOON <= at && at < Date.parse(ends_at),
	);
}
