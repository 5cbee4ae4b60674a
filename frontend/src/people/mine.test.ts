import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import type { Me } from '@/contract';
import { keep, kept } from '@/core/kept';
import { me } from './me.svelte';
import { Mine } from './mine.svelte';

it('a tab that hears late who signed in leaves what they keep here by now', async () => {
	const mine = new Mine();
	const gone = vi.fn();
	mine.whenGone(gone);
	me.person = { id: 7 } as Me;
	mine.belong();
	const frame = { stream: 'me:8', since: 0, head: 1, records: {} };
	await keep('mine', 'stream', { owner: 8, frame });
	await keep('mine', 'draft:30', { text: 'Of the other' });

	me.person = { id: 8 } as Me;
	mine.belong();

	expect(gone).toHaveBeenCalledOnce();
	await keep('shared', 'after', true);
	expect(await kept('mine', 'draft:30')).toEqual({ text: 'Of the other' });
});
