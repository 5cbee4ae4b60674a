/** What is said once something was done, with the way back. */
import type { Edit } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { aloud } from '@/core/aloud.svelte';
import { newestEdit, takeBack, type Programme } from '@/programme';
import { say } from './words';

/** The sentence of a refusal, or that there is no network. Anything else is a fault and stays one. */
export function reason(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	if (error instanceof Unreachable) return say('notSent');
	throw error;
}

/** Says it, and offers to take the newest change of this thing back. */
export async function sayDone(
	text: string,
	programme: Programme,
	subject: Edit['subject'],
	id: number,
): Promise<void> {
	const edit = await newestEdit(programme.slug, subject, id).catch(() => undefined);
	aloud.tell(text, edit && { label: say('undo'), run: () => void undo(programme, edit) });
}

async function undo(programme: Programme, edit: Edit): Promise<void> {
	try {
		await takeBack(edit);
		await programme.refresh();
		aloud.tell(say('undone'));
	} catch (error) {
		aloud.tell(reason(error));
	}
}
