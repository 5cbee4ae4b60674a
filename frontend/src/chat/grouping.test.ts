import { describe, expect, it } from 'vitest';
import { aMessage, LENA } from './chat.fixture';
import { nameOfDay, newDay, startsAnew } from './grouping';

const one = aMessage(1);

describe('messages stand together', () => {
	it.each([
		['the first of all', undefined, aMessage(2), true],
		['the same person soon after', one, aMessage(2), false],
		['the same person much later', one, aMessage(30), true],
		['another person', one, aMessage(2, { author: LENA }), true],
		['after one that is gone', { number: 1, gone: true as const }, aMessage(2), true],
		[
			'an answer to another',
			one,
			aMessage(2, { reply_to: { id: 1, number: 1, name: '', excerpt: '', photos: 0, removed: false } }),
			true,
		],
	])('%s', (_, before, message, anew) => {
		expect(startsAnew(before, message)).toBe(anew);
	});

	it('a day begins with its first message', () => {
		const next = aMessage(2, { at: '2026-12-02T12:00:00Z' });

		expect([newDay(one, aMessage(2)), newDay(one, next)]).toEqual([undefined, '2026-12-02']);
	});

	it.each([
		['2026-12-01', 'Today'],
		['2026-11-30', 'Yesterday'],
		['2026-11-01', 'Sunday, November 1'],
		['2025-11-01', 'Saturday, November 1, 2025'],
	])('%s is called %s', (date, name) => {
		expect(nameOfDay(date, Date.parse('2026-12-01T12:00:00Z'))).toBe(name);
	});
});
