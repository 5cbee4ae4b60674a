import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/contract';
import { forget } from '@/core/kept';
import { serverAnswers } from '@/core/server.fixture';
import { me, Mine } from '@/people';
import { Stars } from './stars.svelte';

const maya = { id: 12, name: 'Maya Kessler' } as Me;
const lena = { id: 13, name: 'Lena Novak' } as Me;

interface Change {
	session_id: number;
	starred: boolean;
}

/** The stars of one person on a server, which counts its changes as a stream does. */
function serverStars(before: Record<number, boolean> = {}, whose = maya) {
	let head = 0;
	const star = new Map<number, { id: number; rev: number; meeting_id: number; starred: boolean }>();
	const set = (id: number, starred: boolean) =>
		star.set(id, { id, rev: (head += 1), meeting_id: 3, starred });
	for (const [id, starred] of Object.entries(before)) set(Number(id), starred);
	const frame = (since: number) => ({
		body: {
			stream: `me:${String(whose.id)}`,
			since,
			head,
			reset: false,
			records: { star: [...star.values()].filter(({ rev }) => rev > since) },
		},
	});
	const asked = serverAnswers({
		'GET /api/me/changes': ({ search }) => frame(Number(new URLSearchParams(search).get('since') ?? 0)),
		'PUT /api/me/stars': ({ body }) => {
			const { stars, since } = body as { stars: Change[]; since: number };
			for (const { session_id, starred } of stars) set(session_id, starred);
			return frame(since);
		},
	});
	return { asked, set, starred: () => [...star.values()].filter((one) => one.starred).map(({ id }) => id) };
}

/** All the stars of a person, as one answer, and who they are. */
function starsOf(person: Me, ...ids: number[]) {
	const star = ids.map((id) => ({ id, rev: id, meeting_id: 3, starred: true }));
	const stream = `me:${String(person.id)}`;
	return { body: { stream, since: 0, head: 9, reset: true, records: { star, person: [person] } } };
}

const sent = (asked: { what: string; body: unknown }[]) =>
	asked.filter(({ what }) => what.startsWith('PUT')).map(({ body }) => (body as { stars: Change[] }).stars);

/** Waits until the phone keeps these, however soon it is closed then. */
const keptStars = (...ids: number[]) =>
	vi.waitFor(async () => {
		const again = new Stars(new Mine());
		await again.open();
		expect([...again.starred]).toEqual(ids);
	});

let mine: Mine;
let stars: Stars;

/** Sends what waits, and asks what changed elsewhere. */
async function sync() {
	await stars.sync();
	await mine.refresh();
}

beforeEach(async () => {
	await forget('mine');
	me.person = null;
	mine = new Mine();
	stars = new Stars(mine);
	await stars.open();
});

describe('before signing in', () => {
	it('a star is kept on the phone and found again', async () => {
		const { asked } = serverStars();
		stars.toggle(7);
		await sync();

		const again = new Stars(new Mine());
		await again.open();

		expect(again.has(7)).toBe(true);
		expect(asked).toEqual([]);
	});

	it('a star set while the phone still reads those it kept pushes none of them out', async () => {
		stars.toggle(7);
		await keptStars(7);

		new Stars(new Mine()).toggle(8);

		await keptStars(7, 8);
	});

	it('starring and unstarring leaves the session untouched', async () => {
		const server = serverStars({ 7: true });
		stars.toggle(7);
		stars.toggle(7);

		me.person = maya;
		await sync();

		expect(sent(server.asked)).toEqual([]);
		expect(stars.has(7)).toBe(true);
	});
});

describe('signing in', () => {
	it('loses nothing of either side, and sends only what changed here', async () => {
		const server = serverStars({ 1: true, 2: true });
		stars.toggle(7);

		me.person = maya;
		await sync();

		expect(sent(server.asked)).toEqual([[{ session_id: 7, starred: true }]]);
		expect([...stars.starred].sort()).toEqual([1, 2, 7]);
		expect(server.starred().sort()).toEqual([1, 2, 7]);
	});

	it('as somebody else shows nothing of the one before', async () => {
		serverStars({ 1: true });
		me.person = maya;
		await sync();
		me.person = null;
		stars.toggle(5);

		const server = serverStars({}, lena);
		me.person = lena;
		await sync();

		expect([...stars.starred]).toEqual([]);
		expect(sent(server.asked)).toEqual([]);
	});
});

describe('an answer', () => {
	it('for the one before, come after somebody else signed in, is not taken; we ask again', async () => {
		let switched: Promise<void> | undefined;
		const asked = serverAnswers({
			'GET /api/me/changes': () => {
				if (me.person?.id === lena.id) return starsOf(lena, 2);
				me.person = lena;
				switched = sync();
				return starsOf(maya, 1);
			},
		});

		me.person = maya;
		await sync();
		await switched;

		expect([...stars.starred]).toEqual([2]);
		expect(asked.map(({ search }) => search)).toEqual(['?since=0', '?since=0']);
	});

	it('for one who went and came back meanwhile is not taken for what they have now; we ask again', async () => {
		const server = serverStars({ 1: true });
		me.person = maya;
		await sync();
		let back: Promise<unknown> | undefined;
		const goAndComeBack = async () => {
			const syncs: Promise<void>[] = [];
			for (const person of [lena, maya]) {
				me.person = person;
				syncs.push(sync());
				await stars.open().then(() => mine.open());
			}
			return Promise.all(syncs);
		};
		const asked = serverAnswers({
			'GET /api/me/changes': ({ search }) => {
				if (back) return starsOf(maya, 1, 2);
				back = goAndComeBack();
				return {
					body: { ...starsOf(maya).body, since: Number(search.slice('?since='.length)), reset: false },
				};
			},
		});

		await sync();
		await back;

		expect(server.starred()).toEqual([1]);
		expect([...stars.starred]).toEqual([1, 2]);
		expect(asked.map(({ search }) => search)).toEqual(['?since=1', '?since=0']);
	});

	it('for somebody else than we know of is not taken, nor asked for over and over', async () => {
		const asked = serverAnswers({ 'GET /api/me/changes': () => starsOf(lena, 2) });

		me.person = maya;
		await sync();

		expect([...stars.starred]).toEqual([]);
		expect(asked).toHaveLength(1);
	});

	it('also tells who I am, as it was changed elsewhere', async () => {
		const changed = { ...maya, name: 'Maya Kessler-Ito', roles: ['organiser'] } as Me;
		serverAnswers({ 'GET /api/me/changes': starsOf(changed, 1) });

		me.person = maya;
		await sync();

		expect(me.person).toMatchObject({ name: 'Maya Kessler-Ito', roles: ['organiser'] });
	});
});

describe('once in step', () => {
	it('hears what was starred on another phone', async () => {
		const server = serverStars({ 1: true });
		me.person = maya;
		await sync();

		server.set(1, false);
		server.set(2, true);
		await sync();

		expect([...stars.starred]).toEqual([2]);
	});

	it('keeps what changed without a network until it can be sent', async () => {
		serverStars({ 1: true });
		me.person = maya;
		await sync();

		serverAnswers({ 'PUT /api/me/stars': 'away' });
		stars.toggle(1);
		await sync();
		expect(stars.has(1)).toBe(false);
		expect(stars.waiting).toBe(1);

		const server = serverStars({ 1: true });
		await sync();
		expect(sent(server.asked)).toEqual([[{ session_id: 1, starred: false }]]);
		expect(stars.waiting).toBe(0);
		expect(server.starred()).toEqual([]);
	});
});
