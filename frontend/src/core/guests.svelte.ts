/**
 * What a feature shows on the page of one that stands below it and knows nothing of it: my panels on Now, the state of its
 * seats in a session's row. It is loaded when the page first makes room for it.
 */
import type { Component } from 'svelte';
import type { Session } from '@/contract';

/** The rooms that pages make, and what is said to whoever comes. */
interface Rooms {
	/** On Now, above what is next. */
	now: { slug: string };
	/** Under the title of a session's row. */
	row: { slug: string; session: Session };
	/** On a session's page, below its time and place. */
	session: { slug: string; session: Session };
	/** Above my notices: what asks for an answer. */
	notices: Record<never, never>;
}
export type Room = keyof Rooms;
export type Said<R extends Room> = Rooms[R];
type Guest<R extends Room> = Component<Rooms[R]>;
type Load<R extends Room> = () => Promise<{ default: Guest<R> }>;

class Guests {
	readonly #loads = new Map<Room, Load<Room>[]>();
	#here = $state.raw<ReadonlyMap<Room, readonly Guest<Room>[]>>(new Map());
	readonly #asked = new Set<Room>();

	/** Called when the app starts. */
	invite<R extends Room>(room: R, load: Load<R>): void {
		this.#loads.set(room, [...(this.#loads.get(room) ?? []), load as unknown as Load<Room>]);
	}

	/** Who is here by now; the first who asks has them fetched. */
	at<R extends Room>(room: R): readonly Guest<R>[] {
		if (!this.#asked.has(room)) {
			this.#asked.add(room);
			void this.#fetch(room);
		}
		return (this.#here.get(room) ?? []) as readonly Guest<R>[];
	}

	/** Without a network they may come the next time. */
	async #fetch(room: Room): Promise<void> {
		try {
			const loaded = await Promise.all((this.#loads.get(room) ?? []).map((load) => load()));
			this.#here = new Map([...this.#here, [room, loaded.map((one) => one.default)]]);
		} catch {
			this.#asked.delete(room);
		}
	}
}

export const guests = new Guests();
