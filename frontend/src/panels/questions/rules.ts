/** When a panel takes questions, and what one may be. As the server has it: backend/panels/rules/questions.py. */
import type { Panel } from '@/contract';

export const SHORTEST = 3;
export const LONGEST = 280;

export function closedWhy(
	{ cancelled, questions_until }: Panel,
	at: number,
): 'cancelled' | 'over' | undefined {
	if (cancelled) return 'cancelled';
	return questions_until && at >= Date.parse(questions_until) ? 'over' : undefined;
}

/** How many characters are left, counted as the server does: an emoji is one. */
export function lettersLeft(text: string): number {
	return LONGEST - [...text.trim()].length;
}

export function isQuestion(text: string): boolean {
	return lettersLeft(text) >= 0 && [...text.trim()].length >= SHORTEST;
}
