/** How a report reaches the server. */
import { answer, api } from '@/core/api';
import type { Carrier } from '@/core/outbox.svelte';
import { say } from './words';

/** A report on its way. */
export interface Reporting {
	subject: string;
	subject_id: number;
	guideline: string;
	words: string;
}

export const carrier: Carrier<Reporting, unknown> = {
	send: ({ id: client_id, about }, signal) =>
		answer(api.POST('/api/reports' as never, { body: { client_id, ...about }, signal } as never)),
	taken: () => say('sent'),
};
