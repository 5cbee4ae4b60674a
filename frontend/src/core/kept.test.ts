import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { forget, keep, kept } from './kept';

it('keeps a thing and gives it back', async () => {
	await keep('shared', 'start', { name: 'Fireside' });

	expect(await kept('shared', 'start')).toEqual({ name: 'Fireside' });
	expect(await kept('shared', 'never')).toBeUndefined();
});

it('forgets what is mine and nothing else', async () => {
	await keep('mine', 'stars', [1, 2]);
	await keep('shared', 'start', { name: 'Fireside' });

	await forget('mine');

	expect(await kept('mine', 'stars')).toBeUndefined();
	expect(await kept('shared', 'start')).toEqual({ name: 'Fireside' });
});
