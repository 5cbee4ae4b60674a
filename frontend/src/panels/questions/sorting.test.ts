import { describe, expect, it } from 'vitest';
import type { Entry } from '@/core/outbox.svelte';
import { aQuestion, aVote } from './questions.fixture';
import { closedWhy, isQuestion, lettersLeft } from './rules';
import { byAnswer, byVotes, seen, type Voting } from './sorting';

/** A vote that was tapped and is not answered yet. */
function tapped(voted: boolean, more: Partial<Entry<Voting>> = {}): Entry<Voting> {
	const about = { panel_id: 7, question_id: 1, title: 'Who reads us', voted };
	return { id: 'a', kind: 'vote', owner: 1, at: 0, place: 0, what: '', href: '/', about, ...more };
}

describe('my vote', () => {
	it('counts at once, before the server has it', () => {
		expect(seen(aQuestion(31), undefined, tapped(true))).toMatchObject({ votes: 32, voted: true });
	});

	it('is not counted twice once the server has it', () => {
		const question = aQuestion(32);
		expect(seen(question, aVote(question), tapped(true))).toMatchObject({ votes: 32, voted: true });
	});

	it('is gone at once when I take it back', () => {
		const question = aQuestion(32);
		expect(seen(question, aVote(question), tapped(false))).toMatchObject({ votes: 31, voted: false });
	});

	it('says that it waits when nobody answered', () => {
		expect(seen(aQuestion(), undefined, tapped(true, { waited: true })).waits).toBe(true);
		expect(seen(aQuestion(), undefined, tapped(true)).waits).toBe(false);
	});
});

describe('the order', () => {
	it('is by votes, the older first among equals, the one being answered before all', () => {
		const [few, many, alike] = [aQuestion(2), aQuestion(9), aQuestion(2)];
		const now = aQuestion(1, { state: 'answering' });

		expect([alike, few, now, many].sort(byVotes)).toEqual([now, many, few, alike]);
	});

	it('of what is answered begins with the last', () => {
		const first = aQuestion(1, { answered_at: '2026-12-01T11:00:00Z' });
		const last = aQuestion(1, { answered_at: '2026-12-01T11:05:00Z' });

		expect([first, last].sort(byAnswer)).toEqual([last, first]);
	});
});

describe('a question', () => {
	it('has between three and 280 characters, an emoji being one', () => {
		expect([' a ', 'Why?', '🙂'.repeat(280), 'x'.repeat(281)].map(isQuestion)).toEqual([
			false,
			true,
			true,
			false,
		]);
		expect(lettersLeft('🙂'.repeat(270))).toBe(10);
	});

	it('can be asked until half an hour after the panel, unless it was cancelled', () => {
		const panel = { cancelled: false, questions_until: '2026-12-01T12:45:00Z' } as never;
		const at = (time: string) => Date.parse(`2026-12-01T${time}Z`);

		expect(closedWhy(panel, at('12:44:59'))).toBeUndefined();
		expect(closedWhy(panel, at('12:45:00'))).toBe('over');
		expect(closedWhy({ cancelled: true, questions_until: null } as never, at('10:00:00'))).toBe('cancelled');
		expect(closedWhy({ cancelled: false, questions_until: null } as never, at('23:00:00'))).toBeUndefined();
	});
});
