import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sweeping } from './sweeping';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('sweeping what the phone keeps', () => {
	it('is done when the server is heard, not more often than once a minute', () => {
		let swept = 0;
		const heard = sweeping(() => Promise.resolve(void (swept += 1)));
		heard();
		heard();
		expect(swept).toBe(1);
		vi.advanceTimersByTime(MINUTE);
		heard();
		expect(swept).toBe(2);
	});

	it('is done all the same while somebody looks and nothing is heard', () => {
		let swept = 0;
		sweeping(() => Promise.resolve(void (swept += 1)))();
		vi.advanceTimersByTime(9 * MINUTE);
		expect(swept).toBe(1);
		vi.advanceTimersByTime(2 * MINUTE);
		expect(swept).toBe(2);
	});
});
