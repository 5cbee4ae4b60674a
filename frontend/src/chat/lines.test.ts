import { expect, it } from 'vitest';
import type { Held, Me } from '@/contract';
import type { Entry } from '@/core/outbox.svelte';
import { me, mine } from '@/people';
import { aMessage, LENA, SAM } from './chat.fixture';
import { keyOf } from './lines';
import type { Sent } from './shapes';

it('two messages never have one key, whatever the phones of their authors called them', () => {
	const one = aMessage(1, { client_id: 'x', author: SAM });
	const other = aMessage(2, { client_id: 'x', author: LENA });

	expect(keyOf(one)).not.toBe(keyOf(other));
});

it('what I sent has one key while it waits here, while it waits for a look, and once it is said', () => {
	me.person = { id: SAM.id } as Me;
	mine.belong();
	const waiting = { id: 'x', kind: 'message', owner: SAM.id } as Entry<Sent>;
	const held = { id: 5, client_id: 'x', state: 'waiting' } as Held;
	const said = aMessage(1, { client_id: 'x', author: SAM });

	expect([keyOf(held), keyOf(said)]).toEqual([keyOf(waiting), keyOf(waiting)]);
});
