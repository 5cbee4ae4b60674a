import { describe, expect, it } from 'vitest';
import { Room } from './chat.fixture';
import type { Page } from '@/contract';
import { Talking } from './talking.svelte';

const numbers = (talking: Talking) => talking.shown.map(({ number }) => number);
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at);
const asks = (talking: Talking, room: Room, first: number, last: number) =>
	talking.ask(() => Promise.resolve(room.page(first, last)));

function opened(room: Room): Talking {
	const talking = new Talking();
	talking.take(room.since(0));
	return talking;
}

/** A page that was asked for now and comes when it is let go. */
function onItsWay(talking: Talking, page: Page) {
	let arrive: () => unknown = () => undefined;
	const done = talking.ask(() => new Promise<Page>((tell) => (arrive = () => tell(page))));
	return { arrive: () => (arrive(), done) };
}

describe('the newest page', () => {
	it('is in view at once, in order, with more above it', () => {
		const talking = opened(new Room(120));

		expect(numbers(talking)).toEqual(from(71, 120));
		expect([talking.hasOlder, talking.hasNewer]).toEqual([true, false]);
	});

	it('grows by what is said, and changes where something was edited or removed', () => {
		const room = new Room(3);
		const talking = opened(room);
		room.says();
		room.changes(1, { text: 'Better said' });
		room.removes(2);

		talking.take(room.since(talking.head));

		const said = talking.shown.map((line) => ('gone' in line ? 'gone' : line.text));
		expect(said).toEqual(['Better said', 'gone', 'Message 3', 'Message 4']);
	});

	it('of an empty channel is empty, and told', () => {
		const talking = opened(new Room());

		expect([talking.told, numbers(talking), talking.hasOlder]).toEqual([true, [], false]);
	});

	it('is forgotten by a reset, with all that was known above it', async () => {
		const room = new Room(60);
		const talking = opened(room);
		await asks(talking, room, 1, 10);
		for (let said = 0; said < 80; said += 1) room.says();

		talking.take(room.since(talking.head));

		expect(numbers(talking)).toEqual(from(91, 140));
		expect(talking.message(5)).toBeUndefined();
	});
});

describe('what I said', () => {
	it('stands at the end before its frame comes, and what others said before it takes its place above', () => {
		const room = new Room(3);
		const talking = opened(room);
		room.says();
		const mine = room.says();

		talking.learn(mine);
		expect(numbers(talking)).toEqual([1, 2, 3, 5]);
		talking.take(room.since(talking.head));

		expect(numbers(talking)).toEqual([1, 2, 3, 4, 5]);
	});
});

describe('history', () => {
	it('comes in above and stays one run', async () => {
		const room = new Room(120);
		const talking = opened(room);

		await asks(talking, room, 40, 70);
		await asks(talking, room, 1, 39);

		expect(numbers(talking)).toEqual(from(1, 120));
		expect(talking.hasOlder).toBe(false);
	});

	it('after a jump is a run of its own, until it meets the newest', async () => {
		const room = new Room(120);
		const talking = opened(room);
		await asks(talking, room, 10, 30);

		talking.look(20);
		expect([numbers(talking), talking.hasNewer]).toEqual([from(10, 30), true]);
		await asks(talking, room, 31, 70);

		expect([numbers(talking), talking.hasNewer, talking.place]).toEqual([from(10, 120), false, undefined]);
	});

	it('is not overwritten by a page that is older than the news', async () => {
		const room = new Room(60);
		const talking = opened(room);
		const coming = onItsWay(talking, room.page(1, 20));
		room.removes(5);
		room.changes(6, { text: 'Better said' });
		talking.take(room.since(talking.head));

		await coming.arrive();

		expect([talking.message(5), talking.message(6)?.text]).toEqual([undefined, 'Better said']);
	});

	it('asked for before a reset is not believed after it', async () => {
		const room = new Room(60);
		const talking = opened(room);
		const coming = onItsWay(talking, room.page(1, 20));
		for (let said = 0; said < 80; said += 1) room.says();
		talking.take(room.since(talking.head));

		expect(await coming.arrive()).toBeUndefined();
		expect(talking.message(5)).toBeUndefined();
	});
});

/** Numbers that look random and are the same each time. */
function* dice(seed: number): Generator<number> {
	for (let state = seed; ;) yield (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

it.each(from(1, 40))('after whatever happened it is what the server has (%i)', async (seed) => {
	const room = new Room(200);
	const talking = opened(room);
	const roll = dice(seed * 7919);
	const upTo = (most: number) => 1 + Math.floor(roll.next().value * most);
	const coming: ReturnType<typeof onItsWay>[] = [];
	const acts = [
		() => void room.says(),
		() => room.changes(upTo(room.newest), { text: `Changed ${String(room.head)}` }),
		() => room.removes(upTo(room.newest)),
		() => void talking.take(room.since(talking.head)),
		() => void coming.push(onItsWay(talking, room.page(upTo(160), 160 + upTo(60)))),
		async () => void (await coming.shift()?.arrive()),
		() => room.between(room.newest, room.newest).forEach((message) => talking.learn(message)),
		() => void talking.look(upTo(200)),
		() => talking.rest(),
		() => upTo(10) === 1 && talking.take(room.since(0)),
	];

	for (let step = 0; step < 160; step += 1) await acts[upTo(acts.length) - 1]?.();
	for (const page of coming) await page.arrive();
	talking.take(room.since(talking.head));

	const said = ({ shown }: Talking) => shown.filter((line) => !('gone' in line));
	const { first, last } = talking.span!;
	expect(said(talking)).toEqual(room.between(first, last));
	talking.look(undefined);
	expect(said(talking).slice(-40)).toEqual(room.between(1, room.newest).slice(-40));
});
