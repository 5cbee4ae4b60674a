/** How signing up for a panel stands right now. */
import type { Panel } from '@/contract';
import type { Tone } from '@/ui/tones';

export type Stand =
	| { kind: 'cancelled' | 'over' | 'shut' | 'ended' | 'open' | 'line' | 'full' }
	/** Nobody can sign up before. */
	| { kind: 'opens'; at: number }
	/** Whoever asks before is drawn from. */
	| { kind: 'lottery'; at: number };

export const TONES: Record<Stand['kind'], Tone> = {
	cancelled: 'rose',
	over: 'quiet',
	shut: 'amber',
	ended: 'quiet',
	open: 'moss',
	line: 'amber',
	full: 'amber',
	opens: 'night',
	lottery: 'night',
};

export function standOf(panel: Panel, now: number): Stand {
	if (panel.cancelled) return { kind: 'cancelled' };
	if (isPast(panel.ends_at, now)) return { kind: 'over' };
	if (panel.shut) return { kind: 'shut' };
	return ahead(panel, now) ?? { kind: seatsOf(panel, now) };
}

function ahead({ opens_at, draw_at, drawn_at }: Panel, now: number): Stand | undefined {
	if (opens_at && !isPast(opens_at, now)) return { kind: 'opens', at: Date.parse(opens_at) };
	if (draw_at && !drawn_at) return { kind: 'lottery', at: Date.parse(draw_at) };
	return undefined;
}

function seatsOf(
	{ closes_at, starts_at, free, line_open }: Panel,
	now: number,
): 'ended' | 'open' | 'line' | 'full' {
	if (isPast(closes_at ?? starts_at, now)) return 'ended';
	if (free > 0) return 'open';
	return line_open ? 'line' : 'full';
}

export function isPast(moment: string | null, now: number): boolean {
	return moment !== null && Date.parse(moment) <= now;
}

/** Panels as a host looks for them: on now and to come by their start, then those that are over, the last first. */
export function inOrder(panels: Iterable<Panel>, now: number): { ahead: Panel[]; over: Panel[] } {
	const byStart = [...panels].sort(
		(one, other) => startOf(one) - startOf(other) || one.title.localeCompare(other.title),
	);
	return {
		ahead: byStart.filter((panel) => !isPast(panel.ends_at, now)),
		over: byStart.filter((panel) => isPast(panel.ends_at, now)).reverse(),
	};
}

/** One without a time comes last. */
const startOf = ({ starts_at }: Panel) => (starts_at ? Date.parse(starts_at) : Number.MAX_SAFE_INTEGER);
