import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Order } from './order.svelte';

/** A list of ids as somebody sees it, and the server that sorts it anew. */
function watched(...ids: number[]) {
	let wanted = $state.raw<readonly number[]>(ids);
	let there = $state.raw<ReadonlySet<number>>(new Set(ids));
	let order!: Order;
	$effect.root(() => {
		order = new Order(
			() => wanted,
			(id) => there.has(id),
		);
		$effect(() => order.heed());
	});
	/** What is to be shown, and what else is still there. */
	const becomes = (now: number[], also: number[] = []) => {
		wanted = now;
		there = new Set([...now, ...also]);
		flushSync();
	};
	flushSync();
	return { order, becomes };
}

describe('a list under the thumb', () => {
	it('stays as it is when the votes change the order, and says that another waits', () => {
		const { order, becomes } = watched(1, 2, 3);

		becomes([3, 1, 2]);

		expect([order.shown, order.waits]).toEqual([[1, 2, 3], true]);
		order.settle();
		expect([order.shown, order.waits]).toEqual([[3, 1, 2], false]);
	});

	it('takes what is new at its end, and moves nothing for it', () => {
		const { order, becomes } = watched(1, 2);

		becomes([4, 1, 2]);

		expect([order.shown, order.waits]).toEqual([[1, 2, 4], true]);
		becomes([1, 4, 2]);
		expect(order.shown).toEqual([1, 2, 4]);
	});

	it('says nothing when what is new belongs at its end', () => {
		const { order, becomes } = watched(1, 2);

		becomes([1, 2, 3]);

		expect([order.shown, order.waits]).toEqual([[1, 2, 3], false]);
	});

	it('lets go at once of what is gone', () => {
		const { order, becomes } = watched(1, 2, 3);

		becomes([1, 3]);

		expect([order.shown, order.waits]).toEqual([[1, 3], false]);
	});

	it('keeps what was answered in its place until another order is asked for', () => {
		const { order, becomes } = watched(1, 2, 3);

		becomes([2, 3], [1]);

		expect([order.shown, order.waits]).toEqual([[1, 2, 3], true]);
		order.settle();
		expect(order.shown).toEqual([2, 3]);
	});

	it('puts back where it was what was gone and came again', () => {
		const { order, becomes } = watched(1, 2, 3);

		becomes([2, 3]);
		becomes([1, 2, 3]);

		expect(order.shown).toEqual([1, 2, 3]);
	});
});
