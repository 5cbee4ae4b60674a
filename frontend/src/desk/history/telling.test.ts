import { describe, expect, it } from 'vitest';
import type { Edit } from '@/contract';
import { changesOf, fieldName, headline, whereTheyDiffer, type Names } from './telling';

const NAMES: Names = {
	zone: 'America/Chicago',
	room: (id) => ({ 1: 'Hall A', 2: 'Hall B' })[id],
	track: (id) => ({ 5: 'Operations' })[id],
	speaker: (id) => ({ 8: 'Ana Ferreira', 9: 'Tom Okafor' })[id],
};

function anedit(before: object, after: object, more: Partial<Edit> = {}): Edit {
	return {
		id: 1,
		at: '2026-12-01T10:00:00Z',
		who: 'Olga',
		subject: 'session',
		subject_id: 3,
		label: 'Opening',
		before: { ...before },
		after: { ...after },
		undone: false,
		...more,
	} as Edit;
}

const TIME = { id: 7, starts_at: '2026-12-01T15:30:00+00:00', minutes: 45, room_id: 1 };

describe('an entry of the history', () => {
	it('says who did what', () => {
		expect(headline(anedit({ removed: true }, { removed: false }))).toBe('Olga added the session “Opening”');
		expect(headline(anedit({ removed: false }, { removed: true }))).toBe(
			'Olga took the session “Opening” off the programme',
		);
		expect(headline(anedit({ note: '' }, { note: 'x', kept: ['note'] }))).toBe(
			'Olga changed the session “Opening”',
		);
		expect(headline(anedit({ kept: ['note'] }, { kept: [] }, { who: null }))).toBe(
			'The command line lets imports decide about “Opening” again',
		);
		expect(headline(anedit({ times: [] }, { times: [TIME] }))).toBe('Olga moved “Opening”');
	});

	it('tells a move by what moved', () => {
		const moved = { ...TIME, room_id: 2, starts_at: '2026-12-01T16:00:00+00:00' };
		expect(changesOf(anedit({ times: [TIME] }, { times: [moved] }), NAMES)).toEqual([
			{ what: 'Start', before: 'Tue, Dec 1 09:30', after: 'Tue, Dec 1 10:00' },
			{ what: 'Room', before: 'Hall A', after: 'Hall B' },
		]);
	});

	it('tells of times that came and went', () => {
		const other = { ...TIME, id: 9, room_id: null };
		expect(changesOf(anedit({ times: [TIME] }, { times: [other] }), NAMES)).toEqual([
			{ what: 'Time and place', before: 'nothing', after: 'Tue, Dec 1 09:30, 45 min, no room' },
			{ what: 'Time and place', before: 'Tue, Dec 1 09:30, 45 min, Hall A', after: 'nothing' },
		]);
	});

	it('names people, tracks, links and states', () => {
		const edit = anedit(
			{ speaker_ids: [8], track_id: null, state: 'scheduled', links: [] },
			{
				speaker_ids: [8, 9, 10],
				track_id: 5,
				state: 'cancelled',
				links: [{ label: 'Slides', url: 'https://x' }],
			},
		);
		expect(changesOf(edit, NAMES)).toEqual([
			{
				what: 'Speakers',
				before: 'Ana Ferreira',
				after: 'Ana Ferreira, Tom Okafor, somebody no longer listed',
			},
			{ what: 'Track', before: 'nothing', after: 'Operations' },
			{ what: 'State', before: 'takes place', after: 'cancelled' },
			{ what: 'Links', before: 'nothing', after: 'Slides' },
		]);
	});

	it('shows long texts where they differ', () => {
		const start = 'A word and another word. '.repeat(10);
		const { before, after } = whereTheyDiffer(`${start}Then this.`, `${start}Then that, and on it goes.`);
		expect(before.startsWith('…')).toBe(true);
		expect([before.endsWith('Then this.'), after.includes('Then that')]).toEqual([true, true]);
		expect(changesOf(anedit({ abstract: '<p>One</p><p>Two</p>' }, { abstract: '' }), NAMES)).toEqual([
			{ what: 'What it is about', before: 'One Two', after: 'nothing' },
		]);
	});

	it('has a word for what was changed', () => {
		expect([fieldName('walk_minutes'), fieldName('sequence')]).toEqual(['Walk', 'sequence']);
	});
});
