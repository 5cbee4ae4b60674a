import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from './api';
import { connection } from './connection.svelte';
import { forget } from './kept';
import { Outbox, type Entry } from './outbox.svelte';

const MAYA = 12;

interface Said {
	channel: number;
	text: string;
}
type Line = 'good' | 'away' | 'deaf' | 'busy' | 'refusing';

/** A server that takes what is said in channels, each id once, and can be away, busy, deaf or slow for one of them. */
class Hall {
	/** How the way to a channel is; to all others it is `line`. */
	readonly lines = new Map<number, Line>();
	line: Line = 'good';
	/** The answers of these channels come when their promises are done. */
	readonly slow = new Map<number, Promise<void>>();
	/** What was said in each channel, each once, in the order it was taken. */
	readonly heard = new Map<number, string[]>();
	readonly refused = new Set<string>();
	/** The channels whose requests are under way; the most there ever were, in all and of one channel. */
	readonly underWay: number[] = [];
	most = 0;
	mostOfOne = 0;
	tries: string[] = [];
	readonly #known = new Set<string>();

	async take(entry: Entry<Said>): Promise<undefined> {
		const { channel, text } = entry.about;
		this.underWay.push(channel);
		this.most = Math.max(this.most, this.underWay.length);
		this.mostOfOne = Math.max(this.mostOfOne, this.underWay.filter((one) => one === channel).length);
		this.tries.push(text);
		try {
			await (this.slow.get(channel) ?? ticks(1));
			this.#answer(entry, this.lines.get(channel) ?? this.line);
			return undefined;
		} finally {
			this.underWay.splice(this.underWay.indexOf(channel), 1);
		}
	}

	#answer({ id, about: { channel, text } }: Entry<Said>, line: Line): void {
		if (line === 'away') throw new Unreachable();
		if (line === 'busy') throw new Refusal(503, { code: 'busy' });
		if (line === 'refusing' && !this.#known.has(id)) {
			this.refused.add(text);
			throw new Refusal(409, { code: 'read_only' });
		}
		if (!this.#known.has(id)) this.heard.set(channel, [...(this.heard.get(channel) ?? []), text]);
		this.#known.add(id);
		if (line === 'deaf') throw new Unreachable();
	}
}

let hall: Hall;
const tabs: Outbox[] = [];

async function opened(): Promise<Outbox> {
	const outbox = new Outbox();
	const carrier = { send: (entry: Entry<Said>) => hall.take(entry), taken: () => undefined };
	outbox.carries<Said, undefined>(
		'message',
		() => Promise.resolve(carrier),
		({ channel }) => channel,
	);
	outbox.start();
	await outbox.belongsTo(MAYA);
	tabs.push(outbox);
	return outbox;
}

const put = (outbox: Outbox, channel: number, text: string) =>
	outbox.put<Said>({ kind: 'message', what: text, href: '/chat', about: { channel, text } });
const isDone = (outbox: Outbox) => vi.waitFor(() => expect(outbox.waiting).toEqual([]), 5_000);
const hasTried = (...texts: string[]) => vi.waitFor(() => expect(hall.tries).toEqual(texts));
const comesBack = () => dispatchEvent(new Event('online'));
const inChannel = (channel: number) => hall.heard.get(channel) ?? [];

async function ticks(count: number): Promise<void> {
	for (let passed = 0; passed < count; passed += 1) await new Promise(setImmediate);
}

/** The app is closed with requests under way: the server may still take them, and nobody hears of it. */
async function closed(outbox: Outbox): Promise<void> {
	outbox.forget();
	while (hall.underWay.length > 0) await ticks(1);
}

connection.start();

beforeEach(async () => {
	await forget('mine');
	hall = new Hall();
});
afterEach(() => {
	for (const tab of tabs.splice(0)) tab.forget();
});

describe('a slow answer in one channel', () => {
	let answer: () => void;
	beforeEach(() => {
		hall.slow.set(1, new Promise((done) => (answer = done)));
	});

	it('holds up what comes after it there, and nothing elsewhere', async () => {
		const outbox = await opened();
		await put(outbox, 1, 'a photo');
		await hasTried('a photo');
		for (const text of ['one', 'two']) await put(outbox, 2, text);
		const next = await put(outbox, 1, 'words');

		await vi.waitFor(() => expect(inChannel(2)).toEqual(['one', 'two']));
		expect(inChannel(1)).toEqual([]);
		expect(await outbox.takeBack(next)).toBe(true);
		await put(outbox, 1, 'better words');

		answer();
		await isDone(outbox);
		expect(inChannel(1)).toEqual(['a photo', 'better words']);
	});

	it('that never comes leaves the way to others open, and is asked for again', async () => {
		hall.lines.set(1, 'away');
		const outbox = await opened();
		const photo = await put(outbox, 1, 'a photo');
		await hasTried('a photo');
		answer();
		await vi.waitFor(() => expect(outbox.isHeldUp(photo)).toBe(true));
		hall.slow.clear();

		const behind = await put(outbox, 1, 'words');
		const elsewhere = await put(outbox, 2, 'one');
		await vi.waitFor(() => expect(inChannel(2)).toEqual(['one']));

		expect([photo, behind, elsewhere].map((entry) => outbox.isHeldUp(entry))).toEqual([true, true, false]);
		hall.lines.clear();
		comesBack();
		await isDone(outbox);
		expect(inChannel(1)).toEqual(['a photo', 'words']);
	});
});

describe('while nobody answers', () => {
	/** Kept by an app that was closed before it could try. */
	async function waiting(channels: readonly number[]): Promise<Outbox> {
		hall.line = 'away';
		const before = await opened();
		for (const channel of channels) await put(before, channel, String(channel));
		await closed(before);
		hall.tries = [];
		return opened();
	}

	it('a few are tried, and the others only once somebody answers', async () => {
		const outbox = await waiting([1, 2, 3, 4, 5]);
		await hasTried('1', '2', '3');
		await ticks(20);
		await hasTried('1', '2', '3');

		hall.line = 'good';
		comesBack();
		await isDone(outbox);
		expect(hall.most).toBe(3);
	});

	it('in one channel, answers elsewhere are no reason to try it again', async () => {
		await waiting([1, 2, 2, 2, 2]);
		await hasTried('1', '2');
		await ticks(20);
		hall.line = 'good';
		hall.lines.set(1, 'busy');

		comesBack();
		await vi.waitFor(() => expect(inChannel(2)).toHaveLength(4));

		await hasTried('1', '2', '1', '2', '2', '2', '2');
	});

	it('in some channels, the others have their turn all the same', async () => {
		const outbox = await waiting([1, 2, 3, 4, 5]);
		await ticks(20);
		hall.line = 'good';
		for (const channel of [1, 2, 3]) hall.lines.set(channel, 'busy');

		await vi.waitFor(async () => {
			comesBack();
			await ticks(20);
			expect([inChannel(4), inChannel(5)]).toEqual([['4'], ['5']]);
		});
		expect(outbox.waiting.map(({ what }) => what)).toEqual(['1', '2', '3']);
	});
});

/** Numbers below 1 that look like chance, and are the same for the same seed. */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

it.each([1, 2, 3, 4])(
	'whatever happens, nothing is lost, doubled or out of order in its channel (%i)',
	async (seed) => {
		const next = chance(seed);
		const oneOf = <T>(...all: T[]) => all[Math.floor(next() * all.length)] as T;
		const tapped = new Map<number, string[]>([1, 2, 3, 4].map((channel) => [channel, []]));
		let outbox = await opened();
		const say = async () => {
			const channel = oneOf(1, 1, 2, 3, 4);
			const text = `${String(channel)}-${String(tapped.get(channel)!.length)}`;
			tapped.get(channel)!.push(text);
			await put(outbox, channel, text);
		};
		const happens: (() => unknown)[] = [
			say,
			() => Promise.all([say(), say(), say()]),
			() => (hall.line = oneOf<Line>('good', 'good', 'away', 'deaf', 'busy')),
			() => hall.lines.set(oneOf(1, 2, 3), oneOf<Line>('good', 'deaf', 'refusing', 'busy')),
			comesBack,
		];

		for (let step = 1; step <= 30; step += 1) {
			await oneOf(...happens)();
			await ticks(Math.floor(next() * 6));
			if (step % 10 > 0) continue;
			await closed(outbox);
			outbox = await opened();
		}
		hall.line = 'good';
		hall.lines.clear();
		comesBack();
		await isDone(outbox);

		for (const [channel, all] of tapped)
			expect(inChannel(channel)).toEqual(all.filter((text) => !hall.refused.has(text)));
		expect(hall.mostOfOne).toBe(1);
	},
);
