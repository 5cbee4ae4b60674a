/** Where a panel stands: no clock, no network. */
import type { Panel } from '@/contract';
import { MINUTE } from '@/core/times';

/**
 * `ahead`: sign-up is not open yet. `draw`: everybody who asks before it takes part. `free`: a seat for whoever comes.
 * `line`: full, with a line. `full`: and no line either. `closed`: by its time; `shut`: by a host. `on`: it has begun.
 */
export type Phase =
	'ahead' | 'draw' | 'free' | 'line' | 'full' | 'closed' | 'shut' | 'on' | 'over' | 'cancelled';

/** What of a panel the phase needs. */
export type Hours = Pick<
	Panel,
	| 'cancelled'
	| 'starts_at'
	| 'ends_at'
	| 'opens_at'
	| 'closes_at'
	| 'draw_at'
	| 'drawn_at'
	| 'shut'
	| 'free'
	| 'line_open'
>;

export function phaseOf(panel: Hours, at: number): Phase {
	if (panel.cancelled) return 'cancelled';
	if (panel.ends_at && at >= Date.parse(panel.ends_at)) return 'over';
	return notOpen(panel, at) ?? bySeats(panel);
}

function notOpen(panel: Hours, at: number): Phase | undefined {
	const { opens, starts, closes } = timesOf(panel);
	if (at < opens) return 'ahead';
	if (at >= closes && at >= starts) return 'on';
	if (panel.shut) return 'shut';
	return at >= closes ? 'closed' : undefined;
}

function timesOf({ opens_at, starts_at, closes_at }: Hours) {
	const starts = starts_at ? Date.parse(starts_at) : Infinity;
	return {
		opens: opens_at ? Date.parse(opens_at) : 0,
		starts,
		closes: closes_at ? Date.parse(closes_at) : starts,
	};
}

function bySeats({ draw_at, drawn_at, free, line_open }: Hours): Phase {
	if (draw_at && !drawn_at) return 'draw';
	if (free > 0) return 'free';
	return line_open ? 'line' : 'full';
}

/** Whether one may sign up now. */
export function isOpen(phase: Phase): boolean {
	return phase === 'draw' || phase === 'free' || phase === 'line';
}

/** Whether two panels are at the same time, and one of them minds. */
export function overlap(one: Times, other: Times): boolean {
	if (one.overlaps_allowed && other.overlaps_allowed) return false;
	const [first, second] = [spanOf(one), spanOf(other)];
	return first !== undefined && second !== undefined && first[0] < second[1] && second[0] < first[1];
}

type Times = Pick<Panel, 'starts_at' | 'ends_at' | 'overlaps_allowed'>;

function spanOf({ starts_at, ends_at }: Times): [number, number] | undefined {
	return starts_at && ends_at ? [Date.parse(starts_at), Date.parse(ends_at)] : undefined;
}

/** How long an offer made at a moment may be answered, in minutes; 0 once the door has taken over. */
export function answerMinutes(panel: Offers, at: number): number {
	const until = panel.starts_at ? (Date.parse(panel.starts_at) - at) / MINUTE : Infinity;
	if (until <= panel.door_takes_over) return 0;
	const step = panel.answer_steps.find(([before = 0]) => until >= before) ?? panel.answer_steps.at(-1);
	return Math.min(step?.[1] ?? 0, Math.ceil(until));
}

type Offers = Pick<Panel, 'starts_at' | 'answer_steps' | 'door_takes_over'>;
