import { describe, expect, it } from 'vitest';
import { together, words } from './words';

const say = words({
	plain: 'On now',
	named: 'Moved to {room}',
	counted: { one: 'ends in {count} minute', other: 'ends in {count} minutes' },
});

describe('the message catalogue', () => {
	it('says a sentence as it stands', () => {
		expect(say('plain')).toBe('On now');
	});

	it('fills the places of a sentence', () => {
		expect(say('named', { room: 'Social Centre' })).toBe('Moved to Social Centre');
	});

	it('chooses the plural by the count', () => {
		expect(say('counted', { count: 1 })).toBe('ends in 1 minute');
		expect(say('counted', { count: 22 })).toBe('ends in 22 minutes');
	});

	it('keeps what a name contains as it is, braces and all', () => {
		expect(say('named', { room: '{count} $&' })).toBe('Moved to {count} $&');
	});

	it('joins names as a sentence does', () => {
		expect(together(['Ana', 'Tom'])).toBe('Ana and Tom');
	});
});
