import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListedChannel, Me } from '@/contract';
import { forget } from '@/core/kept';
import { Phone, Server } from '@/core/live.fixture';
import { live } from '@/core/live.svelte';
import { serverAnswers } from '@/core/server.fixture';
import { me, mine } from '@/people';
import { aChannel, aMembership } from './around/chat.fixture';
import { aMessage } from './chat.fixture';
import { channels } from './channels.svelte';

const drills = aChannel({ id: 3, title: 'Drills', head: 40, last_number: 12 });
const trains = aChannel({ id: 5, title: 'Trains', head: 9, last_number: 2 });
/** At the other end of the live connection. */
const server = new Server('channel:3', 'message');
live.start({ load: () => Promise.resolve(server.connect), signals: new Phone() });
let person = 50;
let stop: () => void;

/** My list as the server has it, with a page of the chat open. */
async function listOf(...listed: ListedChannel[]) {
	const membership = listed.map((channel, place) => aMembership(channel, { rev: place + 1 }));
	const body = {
		stream: `me:${String((person += 1))}`,
		since: 0,
		head: 20,
		reset: true,
		records: { membership },
	};
	const asked = serverAnswers({
		'GET /api/me/changes': { body },
		'GET /api/channels': () => ({ body: { channels: listed.filter(({ state }) => state !== 'archived') } }),
		'GET /api/channels/9': { body: aChannel({ id: 9, title: 'Last year', state: 'archived' }) },
	});
	me.person = { id: person, name: 'Maya Kessler' } as Me;
	await mine.refresh();
	stop = channels.follow();
	await vi.waitFor(() => expect(channels.here).toBe(true));
	return asked;
}

beforeEach(async () => {
	await forget('mine');
	server.asked.length = 0;
});
afterEach(() => {
	stop();
	channels.forget();
});

describe('the list of my channels', () => {
	it('hears each from where the server told it, and what is said there shows', async () => {
		server.head = 40;
		await listOf(drills, trains);
		await vi.waitFor(() => expect([...server.asked].sort()).toEqual(['open 40', 'open 9']));

		server.changes(aMessage(13, { html: '<p>The runner was the best idea.</p>' }));

		const latest = { author: 'Sam Rios', excerpt: 'The runner was the best idea.', photos: 0 };
		await vi.waitFor(() => expect(channels.row(3)).toMatchObject({ unread: 1, channel: { latest } }));
	});

	it('asks once for what is mine and not in it, such as the archive', async () => {
		server.head = 40;
		const asked = await listOf(drills, aChannel({ id: 8, state: 'archived' }));
		const asking = () => asked.filter(({ what }) => what === 'GET /api/channels').length;

		for (const number of [13, 14, 15]) {
			server.changes(aMessage(number));
			await vi.waitFor(() => expect(channels.get(3)?.last_number).toBe(number));
			// Whatever was asked meanwhile is answered before this is.
			await mine.refresh();
		}

		expect(asking()).toBeLessThanOrEqual(2);
	});

	it('keeps an archived one that is looked at, when the list comes without it', async () => {
		await listOf(drills);
		await channels.lookAt(9);

		await channels.refresh();

		expect(channels.get(9)?.title).toBe('Last year');
	});

	it('comes for whoever is here by now, also when it was asked for somebody else before', async () => {
		let tell: () => void = () => undefined;
		const late = new Promise<void>((answer) => (tell = answer));
		const asked = serverAnswers({
			'GET /api/channels': () => late.then(() => ({ body: { channels: [drills] } })),
		});
		me.person = { id: (person += 1), name: 'Maya Kessler' } as Me;
		stop = channels.follow();
		await vi.waitFor(() => expect(asked).toHaveLength(1));

		me.person = null;
		const opened = channels.open();
		tell();
		await opened;

		expect([channels.here, channels.get(3)?.title]).toEqual([true, 'Drills']);
	});

	it('goes with whoever signs out', async () => {
		await listOf(drills);

		channels.forget();

		expect([channels.here, channels.all]).toEqual([false, []]);
	});
});
