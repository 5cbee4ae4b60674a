import { expect, it } from 'vitest';
import { initialsOf, toneOf } from './tones';

it('takes the first letters of the first and the last name', () => {
	expect(initialsOf('Maya van der Kessler')).toBe('MK');
	expect(initialsOf('  Prince ')).toBe('P');
	expect(initialsOf('🦊 Fox')).toBe('🦊F');
	expect(initialsOf('')).toBe('');
});

it('gives the same thing the same tone', () => {
	expect(toneOf('Operations')).toBe(toneOf('Operations'));
	expect(new Set([1, 2, 3, 4, 5].map(toneOf)).size).toBe(4);
});
