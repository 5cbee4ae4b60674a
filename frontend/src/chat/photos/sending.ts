/** The photos of a message on its way: sent before it, and let go of after it. */
import { shelf } from './shelf.svelte';
import { throwAway, uploads, withWords } from './uploads.svelte';

/** Sends those that are not there yet, in order; the numbers to name in the message. Rejects as `api` does. */
export async function sent(ids: readonly string[]): Promise<number[]> {
	const numbers: number[] = [];
	for (const id of ids) {
		const photo = await uploads.send(id);
		numbers.push((await withWords(id, photo)).id);
	}
	return numbers;
}

/** The server no longer has them: they are sent anew the next time. */
export async function unsent(ids: readonly string[]): Promise<void> {
	for (const id of ids) await shelf.change(id, { sent: undefined });
}

/** The message was taken: its photos are the server's now. */
export async function sentAway(ids: readonly string[]): Promise<void> {
	for (const id of ids) await shelf.drop(id);
}

/** The message will not be sent: nor will its photos. */
export async function thrownAway(ids: readonly string[]): Promise<void> {
	for (const id of ids) {
		const photo = await shelf.open(id);
		if (photo) void throwAway(photo);
		await shelf.drop(id);
	}
}
