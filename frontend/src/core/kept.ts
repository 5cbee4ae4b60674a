/**
 * What this phone keeps, in IndexedDB: `shared` is the same for everyone (programmes, the start), `mine` belongs to one
 * person and is forgotten at sign-out. Where storage is refused (private windows), the app runs on without it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export type Shelf = 'shared' | 'mine';

interface Shelves extends DBSchema {
	shared: { key: string; value: unknown };
	mine: { key: string; value: unknown };
}

let opening: Promise<IDBPDatabase<Shelves>> | undefined;

/** The shelves themselves. */
export function open(): Promise<IDBPDatabase<Shelves>> {
	opening ??= openDB<Shelves>('fireside', 1, {
		upgrade(db) {
			db.createObjectStore('shared');
			db.createObjectStore('mine');
		},
		terminated() {
			opening = undefined;
		},
	});
	return opening;
}

export async function kept<T>(shelf: Shelf, key: string): Promise<T | undefined> {
	try {
		return (await (await open()).get(shelf, key)) as T | undefined;
	} catch {
		return undefined;
	}
}

/** All values whose keys begin with `prefix`, in the order of their keys. */
export async function keptUnder<T>(shelf: Shelf, prefix: string): Promise<T[]> {
	try {
		return (await (await open()).getAll(shelf, IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as T[];
	} catch {
		return [];
	}
}

/** Keeps a value; false when this phone refuses to. */
export async function keep(shelf: Shelf, key: string, value: unknown): Promise<boolean> {
	try {
		await (await open()).put(shelf, value, key);
		return true;
	} catch {
		return false;
	}
}

/** Lets go of one value. */
export async function drop(shelf: Shelf, key: string): Promise<void> {
	try {
		await (await open()).delete(shelf, key);
	} catch {
		/* It was never kept, then. */
	}
}

export async function forget(shelf: Shelf): Promise<void> {
	try {
		await (await open()).clear(shelf);
	} catch {
		/* Nothing could be kept here, so nothing is left behind. */
	}
}
