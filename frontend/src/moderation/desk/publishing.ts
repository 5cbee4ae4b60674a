/** What is done with one tap, since it takes nothing from anybody. */
import type { CaseRow } from '@/contract';
import { Refusal } from '@/core/api';
import { aloud } from '@/core/aloud.svelte';
import { reason } from '@/core/asking.svelte';
import * as doors from './doors';
import { queue } from './queue.svelte';

import { say } from './words';

/** True when it is published, by me. */
export async function publish({ id, rev }: Pick<CaseRow, 'id' | 'rev'>): Promise<boolean> {
	const body = {
		measure: 'published',
		guideline: '',
		text: '',
		restriction: null,
		remove: false,
		rev,
	} as const;
	try {
		await doors.decide(id, body);
	} catch (error) {
		aloud.tell(reason(error));
		if (error instanceof Refusal) void queue.refresh();
		return false;
	}
	queue.done(id);
	aloud.tell(say('donePublished'));
	return true;
}
