import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { connection } from '@/core/connection.svelte';
import { forget, keep, kept } from '@/core/kept';
import { serverAnswers } from '@/core/server.fixture';
import { aMessage } from './chat.fixture';
import { Talking } from './talking.svelte';
import { Talk } from './talks.svelte';

const message = (...numbers: number[]) => numbers.map((number) => aMessage(number));
const page = { stream: 'channel:3', since: 0, head: 40, records: { message: message(1, 2) } };
const numbers = (talking: Talking) => talking.shown.map(({ number }) => number);
const keptNumbers = async () => {
	const value = await kept<{ frame: typeof page }>('mine', 'channel:3');
	return value?.frame.records.message.map(({ number }) => number);
};

beforeEach(() => forget('mine'));

it.each([true, false])(
	'what arrived while I looked elsewhere is there without a network (asks first: %s)',
	async (on) => {
		await keep('mine', 'channel:3', { frame: page, channel: undefined, at: Date.now() });
		serverAnswers({ 'POST /api/gone': 'away' });
		connection.online = on;

		await new Talk(3).learn(aMessage(5));

		await vi.waitFor(async () => expect(await keptNumbers()).toEqual([1, 2, 5]));
		connection.online = false;
		const later = new Talk(3);
		const stop = later.follow();
		// Of those between, which others wrote, nothing is said.
		await vi.waitFor(() => expect(numbers(later.talking)).toEqual([1, 2, 5]));
		stop();
	},
);

it('a page with what was learned ahead is restored as it was, and grows together with what comes', () => {
	const before = new Talking();
	before.take({ ...page, records: { message: message(1, 2) } });
	before.learn(aMessage(5));
	const after = new Talking();

	const held = before.page();
	if (held) after.restore(held);
	expect(numbers(after)).toEqual([1, 2, 5]);

	after.take({ ...page, since: 40, head: 43, records: { message: message(3, 4, 5) } });
	expect(numbers(after)).toEqual([1, 2, 3, 4, 5]);
});
