import { describe, expect, it } from 'vitest';
import type { Blogger, Panel } from '@/contract';
import type { Programme } from '@/programme';
import { bloggersOf, bloggersOn, hostOf, lately, panelsToCome, readAddress } from './bloggers';

const NOW = Date.parse('2026-12-01T12:00:00Z');

function blogger(id: number, more: Partial<Blogger> = {}): Blogger {
	const said = { id, rev: id, name: `Blogger ${String(id)}`, headline: '', person_id: null };
	return { ...said, blog_title: '', blog_url: '', feed_url: '', posts: [], ...more };
}

const post = (at: string, url = 'https://b.example/1') => ({ title: 'A post', url, at });

/** A programme that holds nothing but these. */
function holding(kinds: Record<string, { id: number }[]>): Programme {
	const shelves = new Map(
		Object.entries(kinds).map(([kind, all]) => [kind, new Map(all.map((one) => [one.id, one]))]),
	);
	return { records: (kind: string) => shelves.get(kind) ?? new Map() } as unknown as Programme;
}

describe('the bloggers of an edition', () => {
	it('stand in the order in which they wrote, and those who wrote nothing by name', () => {
		const all = [
			blogger(1, { name: 'Zoe' }),
			blogger(2, { posts: [post('2026-11-30T10:00:00Z')] }),
			blogger(3, { name: 'Ada' }),
			blogger(4, { posts: [post('2026-12-01T10:00:00Z')] }),
		];

		expect(bloggersOf(holding({ blogger: all })).map(({ id }) => id)).toEqual([4, 2, 3, 1]);
	});

	it('are on a panel in the order of their hosts; who is gone is left out', () => {
		const panel = { blogger_ids: [3, 9, 1] } as unknown as Panel;

		expect(bloggersOn(holding({ blogger: [blogger(1), blogger(3)] }), panel).map(({ id }) => id)).toEqual([
			3, 1,
		]);
	});

	it('say which blog and when they wrote last, with what is known of it', () => {
		const known = blogger(1, { blog_title: 'Ward notes', posts: [post('2026-12-01T10:00:00Z')] });

		expect(lately(known, NOW)).toMatch(/^Ward notes · wrote 2 hr/);
		expect(lately(blogger(1, { blog_url: 'https://www.b.example/x' }), NOW)).toBe('b.example');
		expect(lately(blogger(1, { headline: 'Nurse' }), NOW)).toBe('Nurse');
		expect(lately(blogger(1), NOW)).toBe('no blog given');
	});

	it('are read at their newest post that has an address, else at the blog', () => {
		const posts = [post('2026-12-01T10:00:00Z', ''), post('2026-11-30T10:00:00Z', 'https://b.example/2')];

		expect(readAddress(blogger(1, { posts }))).toBe('https://b.example/2');
		expect(readAddress(blogger(1, { blog_url: 'https://b.example/' }))).toBe('https://b.example/');
		expect(readAddress(blogger(1))).toBe('');
	});
});

describe('the panels to ask for', () => {
	it('are those that are not over and not cancelled, in the order of their times', () => {
		const panel = (id: number, starts_at: string | null, more: object = {}) => ({
			id,
			starts_at,
			ends_at: starts_at && starts_at.replace(':00Z', ':45Z'),
			cancelled: false,
			...more,
		});
		const all = [
			panel(1, '2026-12-02T10:00:00Z'),
			panel(2, '2026-12-01T11:00:00Z'),
			panel(3, '2026-12-01T14:00:00Z'),
			panel(4, '2026-12-03T10:00:00Z', { cancelled: true }),
			panel(5, null),
		];

		expect(panelsToCome(holding({ panel: all }), NOW).map(({ id }) => id)).toEqual([3, 1, 5]);
	});
});

it('calls a site by its host', () => {
	expect([hostOf('https://www.b.example/x'), hostOf('no address')]).toEqual(['b.example', '']);
});
