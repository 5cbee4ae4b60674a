/** When a panel takes questions, and what one may be. As the server has it: backend/panels/rules/questions.py. */
import type { Panel } from '@/contract';
import { MINUTE } from '@/core/times';

export const SHORTEST = 3;
export const LONGEST = 280;
const STAYS_OPEN = 30 * MINUTE;

export function closedWhy({ cancelled, ends_at }: Panel, at: number): 'cancelled' | 'over' | undefined {
	if (cancelled) return 'cancelled';
	return ends_at && at >= Date.parse(ends_at) + STAYS_OPEN ? 'over' : undefined;
}

/** How many characters are left, counted as the server does: an emoji is one. */
export function lettersLeft(text: string): number {
	return LONGEST - [...text.trim()].length;
}

export function isQuestion(text: string): boolean {
	return lettersLeft(text) >= 0 && [...text.trim()].length >= SHORTEST;
}
