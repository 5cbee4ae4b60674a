import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forget } from '@/core/kept';
import { serverAnswers } from '@/core/server.fixture';
import { asQuery, Search } from './search.svelte';

const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
const nothing = { found: [], next: null };

beforeEach(async () => {
	await forget('mine');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => vi.useRealTimers());

describe('searching what was said', () => {
	it('asks once the typing pauses, and for two letters at least', async () => {
		const asked = serverAnswers({ 'GET /api/chat/search': { body: nothing } });
		const search = new Search();

		for (const typed of ['d', 'dr', 'dri', 'dril', 'drill']) search.query = typed;
		await pass(400);
		await vi.waitFor(() => expect(search.found).toEqual([]));
		search.query = 'd';
		await pass(400);

		expect(asked.map(({ search: sent }) => sent)).toEqual(['?q=drill']);
		expect(search.found).toBeUndefined();
	});

	it('goes on where a page is empty and yet not the last', async () => {
		const pages = [
			{ found: [], next: '90' },
			{ found: [], next: '40' },
			{ found: [], next: '10' },
		];
		const asked = serverAnswers({ 'GET /api/chat/search': () => ({ body: pages.shift() ?? nothing }) });
		const search = new Search();
		search.query = 'rare';

		await search.ask();
		expect([asked.length, search.more]).toEqual([3, true]);
		await search.further();

		expect(asked.at(-1)?.search).toBe('?q=rare&before=10');
		expect(search.more).toBe(false);
	});

	it('says that nobody answered, and keeps the words', async () => {
		serverAnswers({ 'GET /api/chat/search': 'away' });
		const search = new Search();
		search.query = 'drill';

		await search.ask();

		expect(search.trouble?.name).toBe('Unreachable');
		expect(search.query).toBe('drill');
	});

	it('remembers what led somewhere, the last first and each once', async () => {
		const search = new Search();
		for (const query of ['drill', 'train', 'drill']) {
			search.query = query;
			search.remember();
		}
		const later = new Search();
		await vi.waitFor(async () => {
			await later.open();
			expect(later.recent).toEqual(['drill', 'train']);
		});
	});

	it('is narrowed by what was chosen, and by nothing else', () => {
		const by = { channel: { id: 3, name: 'Drills' }, since: '2026-12-01', person: undefined };

		expect(asQuery(' drill ', by, null)).toEqual({ q: 'drill', channel: 3, since: '2026-12-01' });
	});
});
