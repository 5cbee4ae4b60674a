import { describe, expect, it } from 'vitest';
import type { Restriction } from '@/contract';
import type { Entry } from '@/core/outbox.svelte';
import type { Sent } from './shapes';
import { FREE, termsOf } from './terms';

type About = Parameters<typeof termsOf>[0];

const NOW = Date.parse('2026-12-02T10:00:00Z');
const all: About = {
	channel: { id: 7, slow_seconds: 0, holding: 'nobody' },
	above: false,
	restrictions: [],
	said: [],
	refused: [],
	now: NOW,
};
const restriction = (kind: Restriction['kind'], about: Partial<Restriction> = {}): Restriction => ({
	...{ id: 1, rev: 1, kind, channel_id: null, since: '2026-12-01T10:00:00Z', until: null },
	...{ guideline: 'kindness', text: '', decision_id: null, ...about },
});
const slow = { id: 7, slow_seconds: 30, holding: 'nobody' } as const;
const said = [{ at: '2026-12-02T09:00:00Z' }, { at: '2026-12-02T09:59:50Z' }];

describe('on what terms one writes', () => {
	it('is free where nobody turned anything', () => {
		expect(termsOf({ ...all, said })).toEqual(FREE);
	});

	it('waits as long after my last message as the channel is slowed down', () => {
		expect(termsOf({ ...all, channel: slow, said }).waitsUntil).toBe(NOW + 20_000);
		expect(termsOf({ ...all, channel: slow, said, above: true }).waitsUntil).toBe(0);
	});

	it('waits as long as the server said when it refused', () => {
		const problem = { about: { until: '2026-12-02T10:05:00Z' } };
		const refused = [{ told: { at: NOW, text: '', code: 'slow_mode', problem } } as Entry<Sent>];
		expect(termsOf({ ...all, refused }).waitsUntil).toBe(NOW + 300_000);
	});

	it('says what is looked at first', () => {
		expect(termsOf({ ...all, channel: { ...slow, holding: 'everyone' } }).looked).toBe(true);
		expect(termsOf({ ...all, channel: { ...slow, holding: 'everyone' }, above: true }).looked).toBe(false);
		expect(termsOf({ ...all, restrictions: [restriction('hold_first')] }).looked).toBe(false);
	});

	it('heeds what holds here and now, and nothing else', () => {
		const over = restriction('no_photos', { until: '2026-12-02T10:00:00Z' });
		const elsewhere = restriction('no_links', { channel_id: 8 });
		expect(termsOf({ ...all, restrictions: [over, elsewhere] })).toEqual(FREE);
		const holds = restriction('no_photos', { channel_id: 7, until: '2026-12-02T10:00:01Z' });
		const longer = restriction('no_photos', { id: 2 });
		const terms = termsOf({ ...all, restrictions: [holds, longer] });
		expect([terms.photos, terms.asked]).toEqual([false, [longer]]);
	});
});
