/** Where a report that was sent stands, as the outbox knows. */
import type { Entry } from '@/core/outbox.svelte';

export type Standing =
	{ is: 'sending' } | { is: 'waits' } | { is: 'arrived' } | { is: 'refused'; text: string };

interface Outbox {
	waiting: readonly Entry[];
	told: readonly Entry[];
	/** It waits for the network. */
	held: boolean;
}

/** What is no longer in the outbox has arrived. */
export function stateOf({ id }: Pick<Entry, 'id'>, { waiting, told, held }: Outbox): Standing {
	if (waiting.some((entry) => entry.id === id)) return { is: held ? 'waits' : 'sending' };
	const refusal = told.find((entry) => entry.id === id)?.told;
	return refusal?.code ? { is: 'refused', text: refusal.text } : { is: 'arrived' };
}
