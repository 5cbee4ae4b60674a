/** People of whom I do not want to hear; only I know. */
import type { Block } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { mine } from '@/people';
import { doors } from './doors';
import { saying } from './acts';
import { say } from './words';

interface Somebody {
	id: number;
	name: string;
}

export function isBlocked(person: number): boolean {
	return [...mine.of<Block>('block').values()].some(({ person_id }) => person_id === person);
}

export async function block({ id, name }: Somebody): Promise<void> {
	await doors.block(id);
	await mine.refresh();
	aloud.tell(say('blocked', { name }), { label: say('undo'), run: () => void saying(unblock(id)) });
}

export async function unblock(id: number): Promise<void> {
	await doors.unblock(id);
	await mine.refresh();
}
