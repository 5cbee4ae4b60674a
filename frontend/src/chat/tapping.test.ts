import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { Refusal } from '@/core/api';
import { keptUnder } from '@/core/kept';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { MESSAGE } from './kinds';
import type { Sent } from './shapes';
import { sendAgain } from './tapping';

afterEach(() => outbox.forget());

it('what was refused and is sent again is on the phone at every moment, so that no page that is left loses it', async () => {
	const refusal = new Refusal(403, { detail: 'Only hosts write here.', code: 'forbidden' });
	outbox.carries(MESSAGE, () =>
		Promise.resolve({ send: () => Promise.reject(refusal), taken: () => undefined }),
	);
	await outbox.belongsTo(12);
	const about = { channel_id: 7, title: 'Drills', text: 'Bring a torch.' } as Sent;
	const { id } = await outbox.put<Sent>({ kind: MESSAGE, what: 'A message', href: '/chat/7', about });
	await vi.waitFor(() => expect(outbox.told).toHaveLength(1));

	const again = sendAgain(outbox.told[0] as Entry<Sent>);
	const onPhone = await keptUnder<Entry<Sent>>('mine', 'outbox:');
	await again;

	expect(onPhone).toMatchObject([{ about }]);
	expect(onPhone[0]?.id).not.toBe(id);
});
