import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connection } from './connection.svelte';
import { Keeper } from './keeper';

let now: number;
let written: number[];
let keeper: Keeper;

beforeEach(() => {
	vi.useFakeTimers();
	now = 0;
	written = [];
	keeper = new Keeper(() => Promise.resolve(written.push(now)));
});
afterEach(() => vi.useRealTimers());

it('writes one change at once', () => {
	now = 1;
	keeper.soon();

	expect(written).toEqual([1]);
});

it('writes a storm once a second, and its last state', () => {
	for (now = 1; now <= 100; now += 1) {
		keeper.soon();
		vi.advanceTimersByTime(25);
	}
	vi.advanceTimersByTime(1_000);

	expect(written).toHaveLength(4);
	expect(written.at(-1)).toBe(101);
});

it('writes before the page is left', () => {
	connection.start();
	keeper.soon();
	now = 2;
	keeper.soon();
	expect(written).toEqual([0]);

	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
	document.dispatchEvent(new Event('visibilitychange'));
	vi.advanceTimersByTime(5_000);

	expect(written).toEqual([0, 2]);
});

it('writes nothing that was dropped', () => {
	keeper.soon();
	keeper.soon();
	keeper.drop();
	vi.advanceTimersByTime(5_000);

	expect(written).toHaveLength(1);
});
