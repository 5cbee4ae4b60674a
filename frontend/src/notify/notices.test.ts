import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Notice } from '@/contract';
import { forget } from '@/core/kept';
import { outbox } from '@/core/outbox.svelte';
import { serverAnswers } from '@/core/server.fixture';
import { me, mine } from '@/people';
import { notify } from '.';
import { pathOf } from './leading';
import { notices } from './notices.svelte';

let owner = 20;

function aNotice(id: number, more: Partial<Notice> = {}): Notice {
	return {
		id,
		rev: id,
		kind: 'seat_offered',
		at: '2026-12-01T10:00:00Z',
		text: 'A seat',
		about: {},
		seen_at: null,
		...more,
	};
}

/** Whoever has these notices, signed in on this phone. */
async function having(...notice: Notice[]) {
	const person = { id: (owner += 1), name: 'Maya Kessler' } as Me;
	me.person = person;
	await outbox.belongsTo(person.id);
	const body = { stream: `me:${String(person.id)}`, since: 0, head: 50, reset: true, records: { notice } };
	const asked = serverAnswers({
		'GET /api/me/changes': { body },
		'POST /api/me/notices/seen': { status: 204 },
	});
	await mine.refresh();
	return asked;
}

notify.start?.();
beforeEach(() => forget('mine'));

describe('my notices', () => {
	it('stand the newest first, and those not seen are counted', async () => {
		await having(aNotice(1, { seen_at: '2026-12-01T10:01:00Z' }), aNotice(2), aNotice(3));

		expect(notices.all.map(({ id }) => id)).toEqual([3, 2, 1]);
		expect(notices.count).toBe(2);
	});

	it('that I have seen are seen here at once, and the server is told', async () => {
		const asked = await having(aNotice(31), aNotice(32));

		await notices.see();
		expect(notices.count).toBe(0);

		await vi.waitFor(() =>
			expect(asked.filter(({ what }) => what.startsWith('POST')).map(({ body }) => body)).toEqual([
				{ upto: 32 },
			]),
		);
	});

	it('need no word to the server when there is nothing new', async () => {
		const asked = await having(aNotice(41, { seen_at: '2026-12-01T10:01:00Z' }));

		await notices.see();

		expect(asked.filter(({ what }) => what.startsWith('POST'))).toEqual([]);
	});
});

it.each([
	['/m/2026/panels/7', { slug: '2026', panel_id: 7, session_id: 9 }],
	['/m/2026/sessions/9', { slug: '2026', session_id: 9 }],
	['/m/a%2Fb/panels/7', { slug: 'a/b', panel_id: 7 }],
	['/chat/7?at=12', { channel_id: 7, message_id: 90, number: 12 }],
	['/chat/7', { channel_id: 7 }],
	[undefined, { panel_id: 7 }],
	[undefined, { slug: '2026' }],
])('a notice leads to %s', (path, about) => {
	expect(pathOf({ about })).toBe(path);
});
