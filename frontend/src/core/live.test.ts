import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aProblem, Listening, listening, NAME, pass, SECOND, Server } from './live.fixture';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function isAgainLive({ live }: Listening): Promise<void> {
	await pass(6 * SECOND);
	expect(live.state).toBe('live');
}

describe('a connection that breaks', () => {
	it('comes back within five seconds, and catches up', async () => {
		const one = await listening();
		one.server.breaks();
		one.server.renames(1, 'Aula');

		await isAgainLive(one);

		expect(one.names).toEqual(['Aula', 'Hall B']);
		expect(one.server.asked).toEqual(['open 0', 'open 2']);
	});

	it('is worth a word only when it lasts', async () => {
		vi.spyOn(Math, 'random').mockReturnValue(0.9);
		const one = await listening();
		one.server.breaks();

		await pass(1.9 * SECOND);
		expect(one.live.state).toBe('live');
		expect(one.live.hears(NAME)).toBe(false);
		await pass(0.2 * SECOND);
		expect(one.live.state).toBe('connecting');
		await isAgainLive(one);
	});

	it('is not spoken of any more once nothing is followed', async () => {
		const one = await listening();
		one.stop();
		await pass(29 * SECOND);
		one.server.takes = 'away';
		one.server.breaks();

		await pass(10 * SECOND);

		expect(one.live.state).toBe('idle');
	});

	it('is not called live for longer because it is tried again and again', async () => {
		vi.spyOn(Math, 'random').mockReturnValue(0.2);
		const one = await listening();
		one.server.takes = 'away';
		one.server.breaks();

		await pass(2.1 * SECOND);

		expect(one.server.doors.length).toBeGreaterThan(1);
		expect(one.live.state).toBe('connecting');
	});

	it('spreads a hall of phones over five seconds', async () => {
		const phones = await Promise.all([listening(), listening(), listening()]);
		for (const [place, random] of [0, 0.5, 0.999].entries()) {
			vi.spyOn(Math, 'random').mockReturnValue(random);
			phones[place]?.server.breaks();
		}
		const back = () => phones.map(({ server }) => server.doors.length - 1);

		await pass(10);
		expect(back()).toEqual([1, 0, 0]);
		await pass(2.5 * SECOND);
		expect(back()).toEqual([1, 1, 0]);
		await pass(2.5 * SECOND);
		expect(back()).toEqual([1, 1, 1]);
	});

	it('is tried again ever more seldom while nobody answers, but at least every half minute', async () => {
		const one = await listening();
		one.server.takes = 'away';
		one.server.breaks();
		await pass(60 * SECOND);
		const before = one.server.doors.length;

		await pass(300 * SECOND);

		expect(before).toBeLessThanOrEqual(9);
		expect(one.server.doors.length - before).toBeGreaterThanOrEqual(9);
		expect(one.server.doors.length - before).toBeLessThanOrEqual(21);
		expect([one.live.state, one.phone.online]).toEqual(['connecting', false]);
	});

	it('says when the server is there but has no connection for us', async () => {
		const one = await listening({ before: ({ server }) => (server.takes = 'refused') });

		await pass(60 * SECOND);

		expect(one.live.state).toBe('asking');
		expect(one.phone.online).toBe(true);
	});

	it('comes back at once when the network does', async () => {
		const one = await listening();
		one.phone.leavesTheNetwork();
		expect(one.server.standing()).toEqual([]);
		await pass(60 * SECOND);
		expect(one.server.doors).toHaveLength(1);
		one.server.renames(1, 'Aula');

		one.phone.findsTheNetwork();
		await pass(1);

		expect(one.names).toEqual(['Aula', 'Hall B']);
		expect([one.live.state, one.phone.online]).toEqual(['live', true]);
	});

	it('keeps trying when its code could not be loaded', async () => {
		const server = new Server(NAME);
		const load = vi.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue(server.connect);
		const one = await listening({ load });

		await isAgainLive(one);
	});
});

describe('a phone that slept', () => {
	it('asks for what it missed as soon as somebody looks', async () => {
		const one = await listening();
		one.server.renames(1, 'Aula', { told: false });

		one.phone.isLookedAt();
		await pass(1);

		expect(one.names).toEqual(['Aula', 'Hall B']);
	});

	it('does not believe a connection over which nobody answers', async () => {
		const one = await listening();
		one.server.answers = false;
		one.phone.isLookedAt();
		await pass(4 * SECOND);
		one.server.answers = true;
		await pass(1);

		expect(one.server.doors).toHaveLength(2);
		expect([one.live.state, one.live.hears(NAME)]).toEqual(['live', true]);
	});

	it('connects anew at once when it was frozen for longer than the server waits', async () => {
		const one = await listening();
		vi.setSystemTime(Date.now() + 60 * SECOND);

		await pass(5 * SECOND);

		expect(one.server.doors.map(({ cut }) => cut)).toEqual([true, false]);
		expect(one.live.hears(NAME)).toBe(true);
	});

	it('asks over the connection it has when it was frozen for a moment', async () => {
		const one = await listening();
		vi.setSystemTime(Date.now() + 15 * SECOND);

		await pass(5 * SECOND);

		expect(one.server.doors).toHaveLength(1);
		expect(one.server.asked).toEqual(['open 0', 'open 2']);
	});

	it('doubts when the ping does not come, and believes the answer', async () => {
		const one = await listening();
		one.server.pings = false;

		await pass(20 * SECOND);

		expect(one.server.doors).toHaveLength(1);
		expect(one.server.asked).toEqual(['open 0', 'open 2']);
	});

	it('has another connection within twenty seconds when one died without a word', async () => {
		const one = await listening();
		one.server.pings = one.server.answers = false;
		await pass(19 * SECOND);
		expect(one.server.standing()).toEqual([one.server.doors[1]]);
		one.server.renames(1, 'Aula', { told: false });
		one.server.answers = true;

		await pass(20 * SECOND);

		expect(one.names).toEqual(['Aula', 'Hall B']);
	});

	it('lets go of its connection in a tab that nobody sees, and takes it up again', async () => {
		const one = await listening();
		one.phone.visible = false;
		await pass(6 * 60 * SECOND);
		expect(one.server.standing()).toEqual([]);
		one.server.renames(1, 'Aula');

		one.phone.isLookedAt();
		await pass(1);

		expect(one.names).toEqual(['Aula', 'Hall B']);
	});
});

describe('a tab that nobody sees', () => {
	const RESTS = 300 * SECOND;

	it('does not call itself live once it has let go of its connection', async () => {
		const one = await listening();
		one.phone.visible = false;
		await pass(RESTS + 10 * SECOND);
		one.server.takes = 'away';

		one.phone.isLookedAt();

		expect([one.live.state, one.live.hears(NAME)]).toEqual(['connecting', false]);
	});

	it('comes back when the server said, also when it was looked at before that', async () => {
		const one = await listening();
		one.phone.visible = false;
		await pass(RESTS);
		one.server.standing()[0]?.listener.goBack(20 * SECOND);
		await pass(10 * SECOND);

		one.phone.isLookedAt();
		await pass(9 * SECOND);
		expect(one.server.doors).toHaveLength(1);
		await pass(2 * SECOND);

		expect([one.server.doors.length, one.live.state]).toEqual([2, 'live']);
	});
});

describe('what the server says of the connection', () => {
	it('it goes away and comes back: so do we, when it said, and nobody hurries us', async () => {
		const one = await listening();
		one.server.standing()[0]?.listener.goBack(12 * SECOND);
		expect(one.server.standing()).toEqual([]);

		one.phone.isLookedAt();
		await pass(11.9 * SECOND);
		expect([one.server.doors.length, one.live.state]).toEqual([1, 'connecting']);
		await pass(0.2 * SECOND);

		expect([one.server.doors.length, one.live.state]).toEqual([2, 'live']);
	});

	it('we were put out: whoever keeps the stream is told', async () => {
		const one = await listening();

		one.server.standing()[0]?.listener.out(NAME, 'signed_out');

		expect(one.told).toEqual(['out: signed_out']);
		expect(one.live.hears(NAME)).toBe(false);
	});

	it('there are too many of us: we come back at leisure', async () => {
		const one = await listening();

		one.server.standing()[0]?.listener.lost('putOut');
		await pass(14 * SECOND);
		expect(one.server.standing()).toEqual([]);
		await pass(16 * SECOND);

		expect(one.live.state).toBe('live');
	});

	it('no: whoever keeps the stream is told why', async () => {
		const problem = aProblem(404, 'not_found', 'There is no such meeting.');
		const one = await listening({ before: ({ server }) => (server.problem = problem) });

		expect(one.told).toEqual(['refused: There is no such meeting.']);
		expect(one.live.state).toBe('asking');
	});

	it('not now: we ask again after a while', async () => {
		const problem = aProblem(429, 'too_many', 'Too many.');
		const one = await listening({ before: ({ server }) => (server.problem = problem) });
		expect([one.told, one.live.state]).toEqual([[], 'connecting']);
		one.server.problem = undefined;

		await pass(10 * SECOND);

		expect(one.names).toEqual(['Hall A', 'Hall B']);
		expect(one.live.state).toBe('live');
	});
});

describe('signing in or out', () => {
	it('makes the connection anew, since who we are is read when it is made', async () => {
		const one = await listening();

		one.live.renew();
		await pass(1);

		expect(one.server.doors.map(({ cut }) => cut)).toEqual([true, false]);
		expect(one.live.state).toBe('live');
	});
});

describe('a stream that another page takes over', () => {
	it('is caught up when the one before had heard more', async () => {
		const one = await listening();
		const later = new Listening();
		one.server.renames(1, 'Aula');
		const taken: number[] = [];

		one.live.follow(NAME, {
			head: () => later.stream.head,
			take: ({ head }) => (taken.push(head), 'taken'),
			out: () => undefined,
			refused: () => undefined,
		});
		await pass(1);

		expect(one.server.asked).toEqual(['open 0', 'open 0']);
		expect(taken).toEqual([one.server.head]);
	});

	it('is not asked for again when nothing was missed', async () => {
		const one = await listening();

		one.follow();
		await pass(1);

		expect(one.server.asked).toEqual(['open 0']);
	});
});
