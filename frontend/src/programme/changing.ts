/** Changes by hand at the door: a session in another room, and the way back. */
import type { Edit, Session, Slot } from '@/contract';
import { answer, api } from '@/core/api';
import type { Programme } from './programme.svelte';

type Subject = Edit['subject'];

/** Puts one slot of a session into another room; the others stay. */
export async function changeRoom(
	programme: Programme,
	session: Session,
	slot: Slot,
	room_id: number | null,
): Promise<void> {
	const slots = session.slots.map(({ id, starts_at, minutes, room_id: before }) => ({
		id,
		starts_at,
		minutes,
		room_id: id === slot.id ? room_id : before,
	}));
	const params = { path: { session_id: session.id } };
	const { rev } = await answer(
		api.PATCH('/api/sessions/{session_id}', { params, body: { slots, seen: session.rev } }),
	);
	await catchUp(programme, rev);
}

/** Asks for news until this change is among them: an answer that was on its way may be older. */
export async function catchUp(programme: Programme, rev: number): Promise<void> {
	await programme.refresh();
	if (programme.stream.head < rev) await programme.refresh();
}

/** The newest change by hand of something, unless it was taken back. */
export async function newestEdit(slug: string, subject: Subject, id: number): Promise<Edit | undefined> {
	const { edits } = await answer(
		api.GET('/api/meetings/{slug}/history', {
			params: { path: { slug }, query: { subject, subject_id: id } },
		}),
	);
	return edits.find((edit) => !edit.undone);
}

export async function takeBack(edit: Pick<Edit, 'id'>): Promise<void> {
	await answer(api.POST('/api/edits/{edit_id}/undo', { params: { path: { edit_id: edit.id } } }));
}
