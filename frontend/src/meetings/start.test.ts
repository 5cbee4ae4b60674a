import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import type { Me } from '@/contract';
import { serverAnswers } from '@/core/server.fixture';
import { me } from '@/people';
import { beginning } from './start.svelte';

it('an older answer does not sign out whoever signed in meanwhile', async () => {
	let tell: () => void = () => undefined;
	const late = new Promise<void>((answer) => (tell = answer));
	const start = { community: { name: 'Fireside' }, meetings: [], current: null, demo: false, me: null };
	const asked = serverAnswers({ 'GET /api/start': () => late.then(() => ({ body: start })) });
	await me.open();
	const refreshed = beginning.refresh();
	await vi.waitFor(() => expect(asked).toHaveLength(1));

	me.take({ id: 12, rev: 1, name: 'Maya Kessler' } as Me);
	tell();
	await refreshed;

	expect([beginning.community, me.person?.id]).toEqual(['Fireside', 12]);
});
