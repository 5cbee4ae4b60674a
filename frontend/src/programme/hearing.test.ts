import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/contract';
import { connection } from '@/core/connection.svelte';
import { forget, keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { Server } from '@/core/live.fixture';
import { serverAnswers } from '@/core/server.fixture';
import { aloud } from '@/core/aloud.svelte';
import { me, Mine } from '@/people';
import { aMeeting, aSession, aSlot } from './programme.fixture';
import { Programme } from './programme.svelte';
import { seen } from './seen.svelte';
import { Stars } from './stars.svelte';

const maya = { id: 12, name: 'Maya Kessler' } as Me;

/** The server at the other end of the connection, a new one for each test. */
let server: Server;

beforeAll(() => {
	live.start({
		load: () => Promise.resolve((listener) => server.connect(listener)),
		signals: connection,
	});
});
beforeEach(async () => {
	me.person = null;
	await Promise.all([forget('shared'), forget('mine')]);
});

describe('a programme in view', () => {
	const first = aSession('First', [aSlot('10:00')]);
	let stop: () => void;
	/** Another edition for each test: what the one before still writes down is its own. */
	let slug: string;
	let editions = 2026;

	/** One that came over HTTP and is heard from there on. */
	async function heard() {
		slug = String((editions += 1));
		server = new Server('meeting:3', 'session');
		server.changes(first);
		live.renew();
		const whole = server.since(0);
		const body = { ...whole, records: { ...whole.records, meeting: [aMeeting()] } };
		const asked = serverAnswers({ [`GET /api/meetings/${slug}/programme`]: { body } });
		const programme = new Programme(slug);
		stop = programme.follow();
		await vi.waitFor(() => expect(live.hears('meeting:3')).toBe(true));
		return { programme, asked };
	}
	const titles = (programme: Programme) => programme.showings.map(({ session }) => session.title);

	it('comes whole over HTTP once, and then by itself', async () => {
		const { programme, asked } = await heard();

		server.changes({ ...first, title: 'Renamed' });
		stop();
		programme.follow()();
		await Promise.resolve();

		expect(titles(programme)).toEqual(['Renamed']);
		expect(asked).toHaveLength(1);
		expect(server.asked).toEqual(['open 1']);
	});

	it('is asked for every minute only while it is not heard', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		const { asked } = await heard();
		vi.advanceTimersByTime(60_000);
		expect(asked).toHaveLength(1);

		server.takes = 'refused';
		server.breaks();
		vi.advanceTimersByTime(60_000);
		await vi.waitFor(() => expect(asked).toHaveLength(2));
		vi.useRealTimers();
		stop();
	});

	it('is kept as it was last heard', async () => {
		const { programme } = await heard();
		server.changes({ ...first, title: 'Renamed' });
		stop();

		const again = new Programme(slug);
		await vi.waitFor(
			async () => {
				const frame = await kept<{ head: number }>('shared', `programme:${slug}`);
				expect(frame?.head).toBe(programme.stream.head);
			},
			{ timeout: 3_000 },
		);
		await again.open();

		expect(titles(again)).toEqual(['Renamed']);
	});
});

describe('my stars', () => {
	const star = (id: number, starred: boolean) => ({ id, meeting_id: 3, starred });

	/** A tab in which Maya is signed in, with one star made elsewhere. */
	async function signedIn() {
		server = new Server('me:12', 'star');
		server.changes(star(1, true));
		const since = ({ search }: { search: string }) => Number(new URLSearchParams(search).get('since') ?? 0);
		serverAnswers({
			'GET /api/me/changes': (asked) => ({ body: server.since(since(asked)) }),
			'PUT /api/me/stars': ({ body }) => {
				const sent = body as { stars: { session_id: number; starred: boolean }[]; since: number };
				for (const one of sent.stars) server.changes(star(one.session_id, one.starred));
				return { body: server.since(sent.since) };
			},
		});
		const mine = new Mine();
		const stars = new Stars(mine);
		stars.follow();
		mine.follow();
		me.take(maya);
		await vi.waitFor(() => expect(live.hears('me:12')).toBe(true));
		return stars;
	}

	it('made on another device show without asking', async () => {
		const stars = await signedIn();

		server.changes(star(7, true));
		server.changes(star(1, false));

		expect([...stars.starred]).toEqual([7]);
	});

	it('come with who I am, as it was changed elsewhere', async () => {
		await signedIn();
		const roles = ['organiser'];

		const frame = server.changes({ ...maya, name: 'Maya Kessler-Ito', roles }, { told: false });
		server.tells({ ...frame, records: { person: Object.values(frame.records).flat() } } as typeof frame);

		expect(me.person).toMatchObject({ name: 'Maya Kessler-Ito', roles });
	});

	it('wait while nobody answers, and go by themselves soon after the server is heard', async () => {
		const stars = await signedIn();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
		const answering = fetch;
		const asked = serverAnswers({ 'PUT /api/me/stars': 'away' });
		stars.toggle(7);
		await stars.sync();
		await vi.advanceTimersByTimeAsync(4_000);
		expect([stars.waiting, asked.length]).toEqual([1, 1]);

		vi.stubGlobal('fetch', answering);
		await vi.advanceTimersByTimeAsync(1_000);
		vi.useRealTimers();

		await vi.waitFor(() => expect(stars.waiting).toBe(0));
		expect(server.since(1).records).toMatchObject({ star: [{ id: 7, starred: true }] });
	});

	it('are forgotten, and it is said, when I am signed out from elsewhere', async () => {
		const stars = await signedIn();
		await keep('mine', 'me', maya);

		server.putsOut();

		expect([...stars.starred]).toEqual([]);
		expect(me.person).toBeNull();
		await vi.waitFor(() => expect(aloud.said).toContain('signed out'));
		expect(await kept('mine', 'me')).toBeUndefined();
		expect(await kept('mine', 'stars')).toBeUndefined();
	});
});

describe('two tabs of one phone', () => {
	it('show the same stars at once, also without a network', async () => {
		serverAnswers({});
		const [one, other] = [new Stars(new Mine()), new Stars(new Mine())];
		for (const tab of [one, other]) {
			await tab.open();
			tab.follow();
		}

		one.toggle(7);
		one.toggle(8);
		await vi.waitFor(() => expect([...other.starred]).toEqual([7, 8]));
		other.toggle(7);

		await vi.waitFor(() => expect([...one.starred]).toEqual([8]));
	});

	it('have seen what one of them has seen', async () => {
		await seen.open();
		const channel = new BroadcastChannel('fireside:seen-changes');

		channel.postMessage(['moved 5']);

		await vi.waitFor(() => expect(seen.has('moved 5')).toBe(true));
		channel.close();
	});
});
