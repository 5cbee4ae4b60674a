import { describe, expect, it } from 'vitest';
import type { Session } from '@/contract';
import { BLANK, bodyOf, formOf, words, written, wrongIn } from './sessionForm';

const SESSION: Session = {
	id: 1,
	rev: 4,
	title: 'Opening',
	subtitle: '',
	abstract: '<p>Hello</p>',
	kind: 'talk',
	language: 'en',
	url: '',
	tags: ['day one', 'all'],
	links: [{ label: 'Slides', url: 'https://example.org' }],
	track_id: null,
	speaker_ids: [3],
	slots: [{ id: 7, starts_at: '2026-12-01T15:30:00Z', minutes: 45, room_id: 2, was: null }],
	state: 'scheduled',
	note: '',
	changed_at: '2026-11-01T00:00:00Z',
};

describe('a session as a form', () => {
	it('comes back as it was', () => {
		const { id, rev, changed_at, slots, ...said } = SESSION;
		const body = bodyOf(formOf(SESSION, 'America/Chicago'), 'America/Chicago');

		expect(body).toEqual({
			...said,
			slots: [{ id: 7, starts_at: '2026-12-01T15:30:00.000Z', minutes: 45, room_id: 2 }],
		});
		expect([id, rev, changed_at, slots.length]).toEqual([1, 4, SESSION.changed_at, 1]);
	});

	it('sends nothing that was not changed', () => {
		expect(bodyOf({ note: 'ill' }, 'UTC')).toEqual({ note: 'ill' });
	});

	it('takes tags apart at commas, each once', () => {
		expect(words(' a, b,,a ,')).toEqual(['a', 'b']);
	});

	it('leaves out links without an address and names the unnamed', () => {
		expect(
			written([
				{ label: 'x', url: ' ' },
				{ label: '', url: 'https://example.org/a' },
			]),
		).toEqual([{ label: 'example.org', url: 'https://example.org/a' }]);
	});

	it('needs a title', () => {
		expect(Object.keys(wrongIn({ ...BLANK, title: ' ' }, 'UTC'))).toEqual(['title']);
	});
});
