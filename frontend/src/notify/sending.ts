import { answer, api } from '@/core/api';
import type { Carrier } from '@/core/outbox.svelte';

/** Tells the server up to where my notices were seen. */
export const carrier: Carrier<number> = {
	send: ({ about: upto }, signal) => answer(api.POST('/api/me/notices/seen', { body: { upto }, signal })),
	taken: () => undefined,
};
