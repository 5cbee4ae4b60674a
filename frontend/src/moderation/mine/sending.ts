/** How a report reaches the server. */
import { answer, api } from '@/core/api';
import type { Carrier } from '@/core/outbox.svelte';
import { mine } from '@/people';
import type { Report } from '@/contract';
import type { Reporting } from './reports.svelte';
import { say } from './words';

export const carrier: Carrier<Reporting, Report> = {
	send: ({ id: client_id, about }, signal) =>
		answer(api.POST('/api/reports', { body: { client_id, ...about }, signal })),
	taken(report) {
		mine.learn('report', report);
		return say('arrivedLate');
	},
};
