/** Questions for tests, in a few words. */
import type { Question, Vote } from '@/contract';

let ids = 0;

/** The fifth asked was asked after the fourth, unless it is said otherwise. */
export function aQuestion(votes = 1, more: Partial<Question> = {}): Question {
	const id = (ids += 1);
	return {
		...{ id, rev: id, panel_id: 7, text: `Question ${String(id)}?`, asker: 'Ada', asker_id: 1 },
		...{ state: 'open', votes, merged: 0, asked_at: `2026-12-01T10:${String(id).padStart(2, '0')}:00Z` },
		...{ picked_at: null, answered_at: null, ...more },
	};
}

export function aVote({ id, panel_id }: Question, more: Partial<Vote> = {}): Vote {
	return { id: 900 + id, rev: 900 + id, panel_id, question_id: id, voted: true, asked: false, ...more };
}
