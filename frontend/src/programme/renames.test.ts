import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { keep, kept } from '@/core/kept';
import type { Renames } from './changes';
import { renames } from './renames.svelte';

const earlier = { was: 'Old', at: '2026-12-01T09:00:00Z' };
const newer = { was: 'Older', at: '2026-12-01T09:05:00Z' };

it('a rename that is heard before the phone has read the earlier ones is kept beside them', async () => {
	await keep('mine', 'renames', new Map([[1, earlier]]));
	const opened = renames.open();

	renames.take(new Map([[2, newer]]));
	await opened;

	const both: Renames = new Map([
		[1, earlier],
		[2, newer],
	]);
	expect(renames.all).toEqual(both);
	await vi.waitFor(async () => expect(await kept('mine', 'renames')).toEqual(both));
});
