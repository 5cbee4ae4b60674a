import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aProblem, Listening, listening, NAME, pass, SECOND, Server } from './live.fixture';

type Rooms = Parameters<Listening['stream']['take']>[0];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('hearing a stream', () => {
	it('asks for what this phone does not have, and is live once it is there', async () => {
		const one = new Listening();
		one.stream.take(one.server.since(0) as Rooms);
		one.server.renames(2, 'Aula');
		one.follow();
		expect(one.live.state).toBe('connecting');

		one.live.start();
		await pass(1);

		expect(one.server.asked).toEqual(['open 2']);
		expect(one.names).toEqual(['Hall A', 'Aula']);
		expect([one.live.state, one.live.hears(NAME)]).toEqual(['live', true]);
	});

	it('does not connect while nothing is followed', async () => {
		const one = new Listening();
		one.live.start();
		await pass(10 * SECOND);

		expect(one.server.doors).toEqual([]);
		expect(one.live.state).toBe('idle');
	});

	it('shows what changes as it changes', async () => {
		const one = await listening();

		one.server.renames(1, 'Aula');

		expect(one.names).toEqual(['Aula', 'Hall B']);
		expect(one.server.asked).toEqual(['open 0']);
	});

	it('opens a second stream over the same connection', async () => {
		const one = await listening();

		one.live.follow('me:7', {
			head: () => 0,
			take: () => 'taken',
			out: () => undefined,
			refused: () => undefined,
		});
		await pass(1);

		expect(one.server.doors).toHaveLength(1);
		expect(one.live.hears('me:7')).toBe(true);
	});

	it('goes on from page to page, and stops when nobody has looked for a while', async () => {
		const one = await listening();
		one.stop();
		const stopAgain = one.follow();
		await pass(60 * SECOND);
		expect(one.server.asked).toEqual(['open 0']);

		stopAgain();
		await pass(60 * SECOND);

		expect(one.server.asked).toEqual(['open 0', 'close']);
		expect([one.live.state, one.server.standing()]).toEqual(['idle', []]);
	});
});

describe('a frame that is missing', () => {
	it('is waited for, and then nothing needs to be asked', async () => {
		const one = await listening();
		const straggler = one.server.renames(1, 'Aula', { told: false });
		one.server.renames(2, 'Foyer');
		await pass(200);
		expect(one.names).toEqual(['Hall A', 'Hall B']);

		one.server.tells(straggler);
		await pass(SECOND);

		expect(one.names).toEqual(['Aula', 'Foyer']);
		expect(one.server.asked).toEqual(['open 0']);
	});

	it('is asked for when it does not come', async () => {
		const one = await listening();
		one.server.renames(1, 'Aula', { told: false });
		one.server.renames(2, 'Foyer');
		one.server.renames(1, 'Aula Magna');

		await pass(299);
		expect(one.server.asked).toEqual(['open 0']);
		await pass(1);

		expect(one.server.asked).toEqual(['open 0', 'open 2']);
		expect(one.names).toEqual(['Aula Magna', 'Foyer']);
	});

	it('is not lost when it overtakes the answer', async () => {
		const one = await listening({ before: ({ server }) => (server.slow = SECOND) });
		expect(one.server.asked).toEqual(['open 0']);
		one.server.renames(1, 'Aula');

		await pass(2 * SECOND);

		expect(one.names).toEqual(['Aula', 'Hall B']);
		expect(one.server.asked).toEqual(['open 0']);
	});

	it('does not keep us from asking again when one comes after a refusal that may pass', async () => {
		const one = await listening();
		one.server.problem = aProblem(503, 'busy', 'The database is away.');
		one.phone.isLookedAt();
		await pass(1);
		expect(one.live.hears(NAME)).toBe(false);
		one.server.problem = undefined;

		one.server.renames(1, 'Aula');
		await pass(10 * SECOND);

		expect(one.names).toEqual(['Aula', 'Hall B']);
		expect([one.live.state, one.live.hears(NAME)]).toEqual(['live', true]);
	});

	it('that comes twice is taken once', async () => {
		const one = await listening();
		const frame = one.server.renames(1, 'Aula');

		one.server.renames(1, 'Hall A');
		one.server.tells(frame);

		expect(one.names).toEqual(['Hall A', 'Hall B']);
	});
});

describe('a reset', () => {
	it('leaves only what it brings, even with lower numbers than before', async () => {
		const one = await listening();

		const restored = new Server(NAME);
		restored.renames(9, 'Tent');
		one.server.tells(restored.since(0));

		expect(one.names).toEqual(['Tent']);
		expect(one.stream.head).toBe(1);
	});
});
