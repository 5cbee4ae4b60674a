import { expect, it } from 'vitest';
import { Leaving } from './leaving.svelte';

it('closes at once where nothing is unsent', () => {
	const leaving = new Leaving();
	expect(leaving.attempt(false)).toBe(true);
	expect(leaving.asked).toBe(false);
});

it('asks before unsent words are thrown away, and again after something was written', () => {
	const leaving = new Leaving();
	expect([leaving.attempt(true), leaving.asked]).toEqual([false, true]);
	leaving.stay();
	expect(leaving.asked).toBe(false);
	expect([leaving.attempt(true), leaving.asked]).toEqual([false, true]);
	expect(leaving.attempt(true)).toBe(true);
});
