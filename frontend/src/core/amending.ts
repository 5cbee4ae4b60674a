/** Changing what the phone keeps, in place: no write of anybody else comes between. */
import { open, type Shelf } from './kept';

/** Lets go of every value but those that stay. */
export async function clearOut(shelf: Shelf, stays: (value: unknown, key: string) => boolean): Promise<void> {
	try {
		let cursor = await (await open()).transaction(shelf, 'readwrite').store.openCursor();
		while (cursor) {
			if (!stays(cursor.value, cursor.key)) await cursor.delete();
			cursor = await cursor.continue();
		}
	} catch {
		/* Nothing is kept here, then. */
	}
}

/** Keeps what `change` makes of each value whose key begins with `prefix`; undefined leaves it as it is. */
export async function amend<T>(
	shelf: Shelf,
	prefix: string,
	change: (value: T) => T | undefined,
): Promise<void> {
	try {
		const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
		let cursor = await (await open()).transaction(shelf, 'readwrite').store.openCursor(range);
		while (cursor) {
			const changed = change(cursor.value as T);
			if (changed !== undefined) await cursor.update(changed);
			cursor = await cursor.continue();
		}
	} catch {
		/* Nothing is kept here, then. */
	}
}
