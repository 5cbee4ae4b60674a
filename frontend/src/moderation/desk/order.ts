/** Which cases stand where in the queue, and which of them is next. */
import type { CaseRecord } from '@/contract';

export const PARTS = ['open', 'held', 'appeals', 'done'] as const;
export type Part = (typeof PARTS)[number];
/** The parts in which something waits. */
export type Waiting = Exclude<Part, 'done'>;

/** What of the queue somebody wants to see. */
export interface Only {
	/** What they took, or decided. */
	mine: boolean;
	/** Null is every channel. */
	channel: number | null;
}
export const ALL: Only = { mine: false, channel: null };

type Placed = Pick<CaseRecord, 'id' | 'urgency' | 'opened_at'>;

export function partOf({ origin }: Pick<CaseRecord, 'origin'>): Waiting {
	if (origin === 'held') return 'held';
	return origin === 'appeal' ? 'appeals' : 'open';
}

/** The most urgent first; of two alike, the one that has waited longer. */
export function byUrgency(one: Placed, other: Placed): number {
	return (
		other.urgency - one.urgency ||
		Date.parse(one.opened_at) - Date.parse(other.opened_at) ||
		one.id - other.id
	);
}

/** What was decided last, first. */
export function byDecision(
	one: Pick<CaseRecord, 'decided_at'>,
	other: Pick<CaseRecord, 'decided_at'>,
): number {
	return Date.parse(other.decided_at ?? '') - Date.parse(one.decided_at ?? '');
}

/** The case beside this one; the first, where none is looked at yet. Undefined at an end. */
export function beside<C extends Pick<CaseRecord, 'id'>>(
	cases: readonly C[],
	id: number | undefined,
	step: 1 | -1,
): C | undefined {
	const place = cases.findIndex((one) => one.id === id);
	return place < 0 ? cases[0] : cases[place + step];
}

/** Where one goes on once this is decided: to what stands below it, else to what stands above. */
export function after<C extends Pick<CaseRecord, 'id'>>(cases: readonly C[], id: number): C | undefined {
	if (!cases.some((one) => one.id === id)) return cases[0];
	return beside(cases, id, 1) ?? beside(cases, id, -1);
}
