import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { keep, kept } from '@/core/kept';
import { seen } from './seen.svelte';

it('a change that is seen before the phone has read the earlier ones is kept beside them', async () => {
	await keep('mine', 'seen-changes', ['moved', 'renamed']);
	const opened = seen.open();

	seen.add('cancelled');
	await opened;

	const all = ['cancelled', 'moved', 'renamed'];
	expect(all.every((key) => seen.has(key))).toBe(true);
	await vi.waitFor(async () => expect((await kept<string[]>('mine', 'seen-changes'))?.sort()).toEqual(all));
});
