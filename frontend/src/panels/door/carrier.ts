/** Sends what was tapped at the door, and takes in what came of it. */
import { aloud } from '@/core/aloud.svelte';
import type { Carrier, Entry } from '@/core/outbox.svelte';
import type { Act } from './acts';
import { sendAct, type Done } from './doors';
import { rosterOf } from './roster.svelte';

export const carrier: Carrier<Act, Done> = {
	send: ({ about, id, at }, signal) =>
		sendAct(about, { client_id: id, at: new Date(at).toISOString() }, signal),
	taken: async ({ outcome, text, entries }: Done, { about }: Entry<Act>) => {
		await rosterOf(about.panel).learn(...entries);
		// Who is first at the door now.
		if (about.verb === 'release') aloud.tell(text);
		// What went as it was tapped shows in the list; only what went otherwise is worth reading.
		return outcome === 'done' || outcome === 'known' ? undefined : text;
	},
};
