import type { CaseRow } from '@/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from '@/core/api';
import { aDecision, aRow, Desk, ME } from './desk.fixture';
import { after, ALL, beside } from './order';
import { Queue } from './queue.svelte';
import { dateName, glanceOf, whenName, whyName } from './saying';

let desk: Desk;
let queue: Queue;
const ids = () => queue.shown?.map(({ id }) => id);
const knows = (id: number, state: object) => vi.waitFor(() => expect(queue.rowOf(id)).toMatchObject(state));

beforeEach(async () => {
	desk = new Desk(
		aRow(1, { urgency: 20 }),
		aRow(2, { urgency: 80 }),
		aRow(3, { origin: 'held', urgency: 50 }),
		aRow(4, { urgency: 20, opened_at: '2026-11-28T07:00:00Z' }),
	);
	queue = new Queue(desk.ask);
	await queue.refresh();
	queue.take({ stream: 'moderation:1', since: 0, head: desk.head, reset: true, records: {} });
});

describe('the queue', () => {
	it('has the most urgent first, and of two alike the one that has waited longer; each part its own', () => {
		expect(ids()).toEqual([2, 4, 1]);
		expect([queue.count('open'), queue.count('held'), queue.waiting]).toEqual([3, 1, 4]);

		queue.show('held');

		expect(ids()).toEqual([3]);
	});

	it('lets a new case wait behind a line that counts it, so that nothing jumps', async () => {
		queue.take(desk.changes(aRow(5, { urgency: 99 })));
		await vi.waitFor(() => expect(queue.fresh).toBe(1));
		expect(ids()).toEqual([2, 4, 1]);

		queue.settle();

		expect(ids()).toEqual([5, 2, 4, 1]);
		expect(queue.fresh).toBe(0);
	});

	it('shows at once what comes while nothing waits', async () => {
		queue.show('appeals');
		queue.take(desk.changes(aRow(6, { origin: 'appeal', appeal_id: 1 })));

		await vi.waitFor(() => expect(ids()).toEqual([6]));
	});

	it('says who took a case before anybody asked for the row', async () => {
		queue.take(
			desk.changes({ id: 2, claimed_by: 5, claimed_until: '2026-11-28T10:00:00Z', claimant: 'Lena Novak' }),
		);
		expect(queue.rowOf(2)).toMatchObject({ claimed_by: 5 });

		await knows(2, { claimant: 'Lena Novak' });
	});

	it('leaves in its place what another decided, until it is put in order', async () => {
		queue.take(desk.changes({ id: 4, decided_at: '2026-11-28T09:00:00Z', decision: aDecision() }));
		await vi.waitFor(() => expect(queue.count('open')).toBe(2));
		expect(ids()).toEqual([2, 4, 1]);
		expect(queue.rowOf(4)?.decided_at).not.toBeNull();

		queue.settle();

		expect(ids()).toEqual([2, 1]);
	});

	it('takes out at once what I decided, also when an older answer is still on its way', async () => {
		const late = queue.refresh();
		desk.changes({ id: 2, decided_at: '2026-11-28T09:00:00Z' });
		queue.done(2);
		await late;

		expect(ids()).toEqual([4, 1]);
		expect(queue.fresh).toBe(0);
	});

	it('goes on below the end of a page, and by itself where nothing of it is of the part that is shown', async () => {
		desk.page = 2;
		queue = new Queue(desk.ask);
		await queue.refresh();
		expect([ids(), queue.more]).toEqual([[2], true]);

		await queue.further();
		expect([ids(), queue.more]).toEqual([[2, 4, 1], false]);

		desk.changes({ id: 4, origin: 'appeal' });
		queue = new Queue(desk.ask);
		queue.show('appeals');
		await queue.refresh();
		expect(ids()).toEqual([4]);
	});

	it('has each case once, however often more of it is asked for at once', async () => {
		desk.page = 2;
		queue = new Queue(desk.ask);
		await queue.refresh();

		await Promise.all([queue.further(), queue.further()]);

		expect(ids()).toEqual([2, 4, 1]);
	});

	it('has each decided case once, however often more of them is asked for at once', async () => {
		for (const id of [1, 2, 4]) desk.changes({ id, decided_at: `2026-11-28T09:0${String(id)}:00Z` });
		desk.page = 2;
		queue.show('done');
		await vi.waitFor(() => expect(ids()).toHaveLength(2));

		await Promise.all([queue.further(), queue.further()]);

		expect(ids()).toEqual([4, 2, 1]);
	});

	it('shows only what I took, or one channel, also when the answer to more is still on its way', async () => {
		desk.changes({ id: 1, claimed_by: ME, claimed_until: '2026-11-28T10:00:00Z' });
		desk.changes({ id: 4, channel_id: 8 });
		const late = queue.refresh();

		queue.narrow({ mine: true, channel: null });
		expect(queue.shown).toBeUndefined();
		await late;
		await vi.waitFor(() => expect(ids()).toEqual([1]));

		queue.narrow({ mine: false, channel: 8 });
		await vi.waitFor(() => expect(ids()).toEqual([4]));
		expect(queue.count('open')).toBe(3);

		queue.narrow(ALL);
		await vi.waitFor(() => expect(ids()).toEqual([2, 4, 1]));
	});

	it('keeps what it knows without a network, and nothing once it may not be seen', async () => {
		desk.ask = () => Promise.reject(new Unreachable());
		queue = new Queue((wanted) => desk.ask(wanted));
		await queue.refresh();
		expect([queue.trouble instanceof Unreachable, queue.shown]).toEqual([true, undefined]);

		desk.ask = new Desk(aRow(1)).ask;
		await queue.refresh();
		desk.ask = () => Promise.reject(new Unreachable());
		await queue.refresh();
		expect(ids()).toEqual([1]);

		desk.ask = () => Promise.reject(new Refusal(403, { code: 'forbidden' }));
		await queue.refresh();
		expect(queue.shown).toBeUndefined();
	});
});

describe('from case to case', () => {
	const three = [aRow(1), aRow(2), aRow(3)];

	it('begins at the first, and ends at the ends', () => {
		expect(beside(three, undefined, 1)?.id).toBe(1);
		expect(beside(three, 2, -1)?.id).toBe(1);
		expect(beside(three, 3, 1)).toBeUndefined();
	});

	it('goes on below what is decided, and above it at the end', () => {
		expect(after(three, 2)?.id).toBe(3);
		expect(after(three, 3)?.id).toBe(2);
	});
});

describe('a case in words', () => {
	const glance = (more: Partial<CaseRow>) => glanceOf(aRow(1, { excerpt: '', ...more }));

	it('says its words and its photos, and of what is gone that it is gone', () => {
		expect(glance({ excerpt: 'From the roof', photos: 2 })).toBe('From the roof · 2 photos');
		expect(glance({ origin: 'held', photos: 1 })).toBe('one photo');
		expect([glance({}), glance({ origin: 'appeal' })]).toEqual([
			'It is no longer there.',
			'Says that it was decided wrongly.',
		]);
	});

	it('says the year of a day in another year', () => {
		const now = Date.parse('2026-12-30T12:00:00Z');
		expect([dateName('2024-09-19T12:00:00Z', now), dateName('2026-09-19T12:00:00Z', now)]).toEqual([
			'Sep 19, 2024',
			'Sat, Sep 19',
		]);
		expect(whenName('2027-01-01T12:00:00Z', now)).toContain('2027, ');
	});

	it('names the rule that held it, or what else holds messages', () => {
		expect(whyName({ rule: 'channel', rule_id: 3 })).toBe('Rule “channel”');
		expect(whyName({ rule: 'channel', rule_id: null })).toContain('In this channel messages wait');
	});
});
