import { describe, expect, it } from 'vitest';
import { countOf } from '../badge';
import { aChannel, aMembership } from './chat.fixture';
import { countName, listed, partsOf, type Listed } from './order';

const NOW = Date.parse('2026-12-01T12:00:00Z');

/** A channel of mine that I read up to a number. */
function mine(
	more: Parameters<typeof aChannel>[0],
	membership: Parameters<typeof aMembership>[1] = {},
): Listed {
	const channel = aChannel(more);
	return listed(channel, aMembership(channel, membership), NOW);
}
const titles = (rows: Listed[]) => rows.map(({ channel }) => channel.title);

describe('my channels', () => {
	it('stand the newest first, a quiet one by when I came to it', () => {
		const { mine: rows } = partsOf([
			mine({ title: 'written early', last_at: '2026-12-01T09:00:00Z' }),
			mine({ title: 'joined at ten' }, { joined_at: '2026-12-01T10:00:00Z' }),
			mine({ title: 'written late', last_at: '2026-12-01T11:00:00Z' }),
		]);

		expect(titles(rows)).toEqual(['written late', 'joined at ten', 'written early']);
	});

	it('are those I am in: not what I left, never joined or turned away', () => {
		const stranger = listed(aChannel({ title: 'not mine' }), undefined, NOW);
		const parts = partsOf([
			stranger,
			mine({ title: 'left' }, { left_at: '2026-12-01T11:00:00Z' }),
			mine({ title: 'turned away', kind: 'direct' }, { request: 'declined' }),
			mine({ title: 'here' }),
		]);

		expect(titles(parts.mine)).toEqual(['here']);
		expect(parts.requests).toEqual([]);
	});

	it('leave out who asks to write to me, and what is over', () => {
		const parts = partsOf([
			mine({ title: 'a stranger', kind: 'direct' }, { request: 'received' }),
			mine({ title: 'a friend', kind: 'direct' }, { request: 'accepted' }),
			mine({ title: 'last year', state: 'archived' }),
		]);

		expect([titles(parts.requests), titles(parts.mine), titles(parts.past)]).toEqual([
			['a stranger'],
			['a friend'],
			['last year'],
		]);
	});
});

describe('what I have not read', () => {
	it('is what came after the last I read, and of it what mentions me', () => {
		expect(mine({ last_number: 12 }, { read_number: 7, mentions: 2 })).toMatchObject({
			unread: 5,
			mentions: 2,
		});
		expect(mine({ last_number: 7 }, { read_number: 7, mentions: 2 })).toMatchObject({
			unread: 0,
			mentions: 0,
		});
	});

	it('is nothing when my other device is ahead of this list', () => {
		expect(mine({ last_number: 7 }, { read_number: 9 }).unread).toBe(0);
	});

	it.each([
		[true, { level: 'none' }],
		[true, { muted_until: '2026-12-01T13:00:00Z' }],
		[false, { muted_until: '2026-12-01T11:00:00Z' }],
		[false, { level: 'mentions' }],
	] as const)('is said quietly (%s) with %j', (muted, membership) => {
		expect(mine({}, membership).muted).toBe(muted);
	});

	it('is not counted beyond what anybody would read', () => {
		expect([countName(99), countName(71_098)]).toEqual(['99', '99+']);
	});
});

it('the tab counts what is for me, whatever else was written', () => {
	const counted = [
		{ left_at: null, mentions: 2, request: null },
		{ left_at: null, mentions: 1, request: 'accepted' },
		{ left_at: null, mentions: 5, request: 'received' },
		{ left_at: null, mentions: 5, request: 'declined' },
		{ left_at: '2026-12-01T11:00:00Z', mentions: 5, request: null },
	] as const;

	expect(countOf(counted)).toBe(4);
});
