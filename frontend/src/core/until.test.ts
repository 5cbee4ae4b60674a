import { expect, test } from 'vitest';
import { spanName, untilName } from './until';

const NOW = Date.parse('2026-12-02T10:00:00Z');

test.each([
	[0, '0 seconds'],
	[1_000, '1 second'],
	[89_000, '89 seconds'],
	[10 * 60_000, '10 minutes'],
	[24 * 3_600_000, '24 hours'],
	[7 * 24 * 3_600_000, '7 days'],
])('%i ms are %s', (span, name) => {
	expect(spanName(span)).toBe(name);
});

test('what ends today is told by the clock, later by the day, and what has no end so', () => {
	expect(untilName('2026-12-02T11:05:00Z', NOW)).toMatch(/^until \d\d:\d\d$/);
	expect(untilName('2026-12-05T11:05:00Z', NOW)).toMatch(/^until Sat\b.*\b5\b.*, \d\d:\d\d$/);
	expect(untilName('2026-12-31T11:05:00Z', NOW)).toMatch(/^until .*\b31\b(?!.*:)/);
	expect(untilName(null, NOW)).toBe('without an end');
});
