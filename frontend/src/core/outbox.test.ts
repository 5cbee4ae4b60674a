import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aloud } from './aloud.svelte';
import { Refusal, Unreachable } from './api';
import { connection } from './connection.svelte';
import { forget } from './kept';
import { newId } from './outbox';
import { Outbox, type Entry } from './outbox.svelte';

const MAYA = 12;
const LENA = 13;

/** A server at the end of the line: takes what has an id it does not know, in the order it comes. */
class Desk {
	online = true;
	/** What it took, each once. */
	readonly took: string[] = [];
	/** What it was sent, doubles too. */
	readonly asked: string[] = [];
	/** Says no to this. */
	full: string | undefined;
	/** Takes it, but its answer is lost on the way. */
	deaf = false;
	/** Keeps its answer back until this is done. */
	slow: Promise<void> | undefined;

	async take({ id, about }: Entry<string>): Promise<string> {
		if (!this.online) throw new Unreachable();
		await this.slow;
		this.asked.push(about);
		if (this.full === about) throw new Refusal(409, { detail: 'The line is closed.', code: 'line_closed' });
		if (!this.took.includes(`${about} ${id}`)) this.took.push(`${about} ${id}`);
		if (this.deaf) throw new Unreachable();
		return `${about}: you are in.`;
	}

	get order(): string[] {
		return this.took.map((one) => one.split(' ')[0] ?? '');
	}
}

let desk: Desk;
const tabs: Outbox[] = [];

/** The app, opened in a tab of the phone on which this person is signed in. */
async function opened(person: number | null = MAYA): Promise<Outbox> {
	const outbox = new Outbox();
	outbox.carries<string, string>('ask', () =>
		Promise.resolve({ send: (entry) => desk.take(entry), taken: (text) => text }),
	);
	outbox.start();
	await outbox.belongsTo(person);
	tabs.push(outbox);
	return outbox;
}

const ask = (outbox: Outbox, about: string) =>
	outbox.put({ kind: 'ask', what: `A seat at ${about}`, href: '/panel', about });
const waiting = (outbox: Outbox) => outbox.waiting.map(({ about }) => about);
const told = (outbox: Outbox) => outbox.told.map(({ told }) => told?.text);
const isDone = (outbox: Outbox) => vi.waitFor(() => expect(waiting(outbox)).toEqual([]));
/** The network comes back, as the browser says it. */
const comesBack = () => ((desk.online = true), dispatchEvent(new Event('online')));

connection.start();

beforeEach(async () => {
	await forget('mine');
	desk = new Desk();
	aloud.dismiss();
	aloud.said = '';
});
afterEach(() => {
	for (const tab of tabs.splice(0)) tab.forget();
	vi.useRealTimers();
});

describe('with a network', () => {
	it('what is tapped goes at once, and leaves nothing behind', async () => {
		const outbox = await opened();

		await ask(outbox, 'One');
		await isDone(outbox);

		expect(desk.order).toEqual(['One']);
		expect(told(outbox)).toEqual([]);
	});

	it('a refusal stays with its code until it was read', async () => {
		const outbox = await opened();
		desk.full = 'One';

		await ask(outbox, 'One');
		await isDone(outbox);
		expect(outbox.told.map(({ told }) => told?.code)).toEqual(['line_closed']);

		for (const entry of outbox.told) await outbox.drop(entry);
		expect(told(await opened())).toEqual([]);
	});

	it('a refusal of one keeps nobody else waiting', async () => {
		const outbox = await opened();
		desk.full = 'One';

		await Promise.all([ask(outbox, 'One'), ask(outbox, 'Two')]);
		await isDone(outbox);

		expect(desk.order).toEqual(['Two']);
	});

	it('a lost answer is asked for again, and the server takes it once', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const outbox = await opened();
		desk.deaf = true;
		await ask(outbox, 'One');
		await vi.waitFor(() => expect(desk.asked).toEqual(['One']));

		desk.deaf = false;
		await vi.waitFor(async () => {
			await vi.advanceTimersByTimeAsync(1_000);
			expect(waiting(outbox)).toEqual([]);
		});

		expect(desk.asked).toEqual(['One', 'One']);
		expect(desk.order).toEqual(['One']);
	});
});

describe('without a network', () => {
	it('what is tapped waits in sight, and goes in order when it is back', async () => {
		desk.online = false;
		const outbox = await opened();
		for (const panel of ['One', 'Two', 'Three']) await ask(outbox, panel);
		expect(waiting(outbox)).toEqual(['One', 'Two', 'Three']);

		comesBack();
		await isDone(outbox);

		expect(desk.order).toEqual(['One', 'Two', 'Three']);
	});

	it('says later what came of it, and keeps saying so until it was read', async () => {
		desk.online = false;
		const outbox = await opened();
		await ask(outbox, 'One');
		await vi.waitFor(() => expect(outbox.waiting[0]?.waited).toBe(true));

		comesBack();
		await isDone(outbox);

		expect(told(outbox)).toEqual(['One: you are in.']);
		expect(aloud.said).toContain('One: you are in.');
		expect(told(await opened())).toEqual(['One: you are in.']);
	});

	it('survives that the app is closed', async () => {
		desk.online = false;
		await ask(await opened(), 'One');

		desk.online = true;
		const again = await opened();
		await isDone(again);

		expect(desk.order).toEqual(['One']);
	});

	it('keeps the order of the taps when the clock of the phone is set back', async () => {
		desk.online = false;
		const outbox = await opened();
		await ask(outbox, 'One');
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
		await ask(outbox, 'Two');
		vi.useRealTimers();

		desk.online = true;
		const again = await opened();
		await isDone(again);

		expect(desk.order).toEqual(['One', 'Two']);
	});

	it('can be taken back, and then nobody ever hears of it', async () => {
		desk.online = false;
		const outbox = await opened();
		const entry = await ask(outbox, 'One');
		await vi.waitFor(() => expect(outbox.isSending(entry)).toBe(false));

		expect(await outbox.takeBack(entry)).toBe(true);
		comesBack();
		const again = await opened();
		await isDone(again);

		expect(desk.asked).toEqual([]);
	});

	it('is tried again by itself, less and less often', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const outbox = await opened();
		let tries = 0;
		outbox.carries<string, string>('ask', () =>
			Promise.resolve({
				send: () => ((tries += 1), Promise.reject(new Unreachable())),
				taken: () => undefined,
			}),
		);
		const within = async (seconds: number) => {
			const before = tries;
			for (let passed = 0; passed < seconds; passed += 1) {
				await vi.advanceTimersByTimeAsync(1_000);
				await new Promise(setImmediate);
			}
			return tries - before;
		};

		await ask(outbox, 'One');
		const [first, later] = [await within(60), await within(60)];

		expect(first).toBeGreaterThan(2);
		expect(later).toBeGreaterThan(0);
		expect(later).toBeLessThan(first);
	});
});

describe('what is on its way', () => {
	it('cannot be taken back any more', async () => {
		let answer: () => void = () => undefined;
		desk.slow = new Promise((done) => (answer = done));
		const outbox = await opened();
		const entry = await ask(outbox, 'One');
		await vi.waitFor(() => expect(outbox.isSending(entry)).toBe(true));

		expect(await outbox.takeBack(entry)).toBe(false);
		answer();
		await isDone(outbox);

		expect(desk.order).toEqual(['One']);
	});

	it('stays without what was taken out of it meanwhile, also when nobody answers', async () => {
		let answer: () => void = () => undefined;
		desk.slow = new Promise((done) => (answer = done));
		desk.deaf = true;
		const outbox = await opened();
		const entry = await ask(outbox, 'One');
		await vi.waitFor(() => expect(outbox.isSending(entry)).toBe(true));
		await outbox.amend((one) => ({ ...one, about: 'Nothing' }));

		answer();
		await vi.waitFor(() => expect(outbox.isHeldUp(entry)).toBe(true));

		expect(waiting(outbox)).toEqual(['Nothing']);
	});

	it('has company: what is tapped meanwhile goes next', async () => {
		let answer: () => void = () => undefined;
		desk.slow = new Promise((done) => (answer = done));
		const outbox = await opened();
		const entry = await ask(outbox, 'One');
		await vi.waitFor(() => expect(outbox.isSending(entry)).toBe(true));
		await ask(outbox, 'Two');

		answer();
		await isDone(outbox);

		expect(desk.order).toEqual(['One', 'Two']);
	});
});

describe('whose it is', () => {
	it('is never sent for somebody else, and is gone once they are signed in', async () => {
		desk.online = false;
		const before = await opened(MAYA);
		await ask(before, 'One');
		before.forget();

		desk.online = true;
		const other = await opened(LENA);
		expect(waiting(other)).toEqual([]);
		await opened(MAYA);

		expect(desk.asked).toEqual([]);
	});

	it('waits for the same person to come back while nobody is signed in', async () => {
		desk.online = false;
		const outbox = await opened(MAYA);
		await ask(outbox, 'One');
		await outbox.belongsTo(null);
		comesBack();
		expect(waiting(outbox)).toEqual([]);

		await outbox.belongsTo(MAYA);
		await isDone(outbox);

		expect(desk.order).toEqual(['One']);
	});

	it('is kept while the server says that we are to sign in first', async () => {
		const outbox = await opened();
		outbox.carries<string, string>('ask', () =>
			Promise.resolve({ send: () => Promise.reject(new Refusal(401, {})), taken: () => undefined }),
		);

		await ask(outbox, 'One');
		await vi.waitFor(() => expect(outbox.waiting[0]?.waited).toBe(true));

		expect(told(outbox)).toEqual([]);
	});
});

describe('two tabs of one phone', () => {
	/** Locks as a browser gives them to the tabs of one origin. */
	function withLocks({ frozen = false } = {}) {
		let last: Promise<unknown> = frozen ? new Promise(() => undefined) : Promise.resolve();
		const request = (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
			const before = last;
			const given = new Promise<void>((take, refuse) => {
				signal.addEventListener('abort', () => refuse(signal.reason as Error));
				void before.then(() => take());
			});
			const done = given.then(work);
			last = done.catch(() => undefined);
			return done;
		};
		Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
	}
	afterEach(() => Reflect.deleteProperty(navigator, 'locks'));

	it('show the same, and send nothing twice', async () => {
		withLocks();
		desk.online = false;
		const [one, other] = [await opened(), await opened()];
		await ask(one, 'One');
		await vi.waitFor(() => expect(waiting(other)).toEqual(['One'])); // nobody taps at both in one millisecond
		await ask(other, 'Two');
		await vi.waitFor(() =>
			expect([waiting(one), waiting(other)]).toEqual([
				['One', 'Two'],
				['One', 'Two'],
			]),
		);

		comesBack();
		await Promise.all([isDone(one), isDone(other)]);

		expect(desk.asked).toEqual(['One', 'Two']);
	});

	it('do not wait for one that is frozen', async () => {
		withLocks({ frozen: true });
		vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
		const outbox = await opened();
		const locked = vi.spyOn(navigator.locks, 'request').mockRejectedValue(new Error('timeout'));

		await ask(outbox, 'One');
		await isDone(outbox);

		expect(locked).toHaveBeenCalled();
		expect(desk.order).toEqual(['One']);
	});
});

it('makes ids also where the browser makes none by itself', () => {
	const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
	const plain = { getRandomValues: crypto.getRandomValues.bind(crypto) };
	vi.stubGlobal('crypto', plain);
	const made = [newId(), newId()];
	vi.unstubAllGlobals();

	expect(made[0]).toMatch(uuid);
	expect(made[0]).not.toBe(made[1]);
});
