/** Nothing that was removed stays on this phone: the questions it keeps are caught up with when the server is heard. */
import { keptUnder } from '@/core/kept';
import { sweeping } from '@/core/sweeping';
import type { Frame } from '@/core/stream.svelte';
import { questionsOf, SHELF } from './questions.svelte';

export const sweep = sweeping(async () => {
	for (const { stream } of await keptUnder<Frame<unknown>>('mine', SHELF)) {
		const panel = Number(stream.split(':')[1]);
		if (panel) await questionsOf(panel).told.catchUp();
	}
});
