/**
 * What this phone keeps, in IndexedDB: `shared` is the same for everyone (programmes, the start), `mine` belongs to one
 * person and is forgotten at sign-out. Where storage is refused (private windows), the app runs on without it.
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';

export type Shelf = 'shared' | 'mine';

interface Shelves extends DBSchema {
	shared: { key: string; value: unknown };
	mine: { key: string; value: unknown };
}

type Writing = IDBPObjectStore<Shelves, [Shelf], Shelf, 'readwrite'>;

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
export function keep(shelf: Shelf, key: string, value: unknown): Promise<boolean> {
	return write(shelf, (store) => store.put(value, key));
}

/** Lets go of one value; where nothing could be kept, nothing is left behind. */
export async function drop(shelf: Shelf, key: string): Promise<void> {
	await write(shelf, (store) => store.delete(key));
}

let left = false;

/** Empties what is mine, and keeps nothing any more: this page is about to be replaced. */
export async function leave(): Promise<void> {
	const emptied = forget('mine');
	left = true;
	await emptied;
}

export async function forget(shelf: Shelf): Promise<void> {
	await write(shelf, (store) => store.clear());
}

/** A page may be left right after a tap: what is not committed by then, the browser takes back. */
async function write(shelf: Shelf, change: (store: Writing) => Promise<unknown>): Promise<boolean> {
	if (left) return false;
	try {
		const writing = (await open()).transaction(shelf, 'readwrite');
		const changed = change(writing.store);
		writing.commit();
		await Promise.all([changed, writing.done]);
		return true;
	} catch {
		return false;
	}
}
