import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unreachable } from '@/core/api';
import { Listing, type Page } from './listing.svelte';

const page = (items: string[], next: number | null = null): Page<string> => ({ items, next, total: 9 });

afterEach(() => vi.useRealTimers());

describe('a long list', () => {
	it('is read page by page', async () => {
		const ask = vi.fn((_: string, after: number) =>
			Promise.resolve(after ? page(['c']) : page(['a', 'b'], 2)),
		);
		const listing = new Listing(ask);
		await listing.refresh();
		expect([listing.items, listing.more, listing.total]).toEqual([['a', 'b'], true, 9]);

		await listing.further();
		expect([listing.items, listing.more]).toEqual([['a', 'b', 'c'], false]);
		expect(ask).toHaveBeenLastCalledWith('', 2);
	});

	it('asks once the typing pauses', async () => {
		vi.useFakeTimers();
		const ask = vi.fn(() => Promise.resolve(page([])));
		const listing = new Listing(ask);
		listing.query = 'a';
		listing.query = 'an ';
		await vi.advanceTimersByTimeAsync(1000);

		expect(ask).toHaveBeenCalledExactlyOnceWith('an', 0);
	});

	it('passes over a late answer to an old question', async () => {
		const answers: ((page: Page<string>) => void)[] = [];
		const listing = new Listing(() => new Promise<Page<string>>((resolve) => answers.push(resolve)));
		const [old, fresh] = [listing.refresh(), listing.refresh()];
		answers[1]?.(page(['new']));
		answers[0]?.(page(['old']));
		await Promise.all([old, fresh]);

		expect(listing.items).toEqual(['new']);
	});

	it('keeps what it shows when the network goes', async () => {
		const ask = vi.fn(() => Promise.resolve(page(['a'])));
		const listing = new Listing<string>(ask);
		await listing.refresh();
		ask.mockRejectedValueOnce(new Unreachable());
		await listing.refresh();

		expect([listing.items, listing.trouble instanceof Unreachable]).toEqual([['a'], true]);
	});
});
