/** What the server refused, in the panel's own words and with the next step. */
import type { Told } from '@/core/outbox';
import { say } from './words';

export interface Refused {
	title: string;
	/** What may help; nothing helps where there is none. */
	next?: { label: string; href: string } | { label: string; swap: number } | { label: string; again: true };
}

const TITLES = {
	signups_not_open: say('notOpenYet'),
	signups_closed: say('signupsClosed'),
	line_closed: say('lineClosed'),
	overlapping: say('overlaps'),
	offer_lapsed: say('offerLapsed'),
	nothing_offered: say('offerLapsed'),
	too_late_to_undo: say('tooLateUndo'),
	panel_over: say('panelOver'),
	panel_cancelled: say('panelCancelled'),
	name_needed: say('nameNeeded'),
} as Partial<Record<string, string>>;

const ELSEWHERE = new Set(['signups_closed', 'line_closed', 'panel_over', 'panel_cancelled']);
const AGAIN = new Set(['offer_lapsed', 'nothing_offered', 'too_late_to_undo']);

export function refusal({ code, problem }: Pick<Told, 'code' | 'problem'>, others: string): Refused {
	const title = TITLES[code] ?? say('notDone');
	const swap = panelIn(problem);
	if (code === 'overlapping' && swap) return { title, next: { label: say('refusedSwap'), swap } };
	if (code === 'name_needed') return { title, next: { label: say('addName'), href: '/me/profile' } };
	if (ELSEWHERE.has(code)) return { title, next: { label: say('refusedNext'), href: others } };
	return AGAIN.has(code) ? { title, next: { label: say('refusedLine'), again: true } } : { title };
}

/** The panel that a refusal names. */
function panelIn(problem: unknown): number | undefined {
	return (problem as { about?: { panel_id?: number } } | undefined)?.about?.panel_id;
}
