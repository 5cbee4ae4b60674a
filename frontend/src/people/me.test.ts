import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { serverAnswers } from '@/core/server.fixture';
import { me } from './me.svelte';

it('after signing out the phone keeps nothing, also not what was to be written when the page is left', async () => {
	serverAnswers({ 'POST /api/sign-out': { status: 204 } });
	const replace = vi.fn();
	vi.stubGlobal('location', { ...location, replace });
	connection.start();
	const keeper = new Keeper(() => keep('mine', 'channel:5', ['what was said']));
	keeper.soon();
	keeper.soon(); // This one waits for its second.
	expect(await kept('mine', 'channel:5')).toBeDefined();

	await me.signOut();
	expect(replace).toHaveBeenCalledExactlyOnceWith('/');
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
	document.dispatchEvent(new Event('visibilitychange'));

	expect(await kept('mine', 'channel:5')).toBeUndefined();
});
