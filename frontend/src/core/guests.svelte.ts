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
	/** On the card of what is on now, beside the way to it. */
	on: { session: Session };
	/** Under the title of a session's row. */
	row: { slug: string; session: Session };
	/** On a session's page, below its time and place. */
	session: { slug: string; session: Session };
	/** On a panel's page, below its seats. */
	panel: { slug: string; panelId: number };
	/** Above my notices: what asks for an answer. */
	notices: Record<never, never>;
	/** On my own page, among what is mine. */
	me: Record<never, never>;
	/** On the sheet of something that somebody said or showed: what else can be done with it. */
	subject: AboutSubject;
	/** In the head of a channel. */
	channel: { channelId: number };
}
/** Something that somebody said or showed. */
export interface AboutSubject {
	kind: 'message' | 'photo' | 'question' | 'person' | 'application';
	id: number;
	/** Whose it is; undefined where the page does not know. */
	authorId?: number | undefined;
	/** How it shows: a row in a list, or a mark over a picture. */
	look?: 'row' | 'mark';
	/** Called before a sheet of its own opens. */
	onleave?: () => void;
}
export type Room = keyof Rooms;
export type Said<R extends Room> = Rooms[R];
type Guest<R extends Room> = Component<Rooms[R]>;
type Load<R extends Room> = () => Promise<{ default: Guest<R> }>;

interface Invited {
	load: Load<Room>;
	when: () => boolean;
}

class Guests {
	readonly #invited = new Map<Room, Invited[]>();
	#here = $state.raw<ReadonlyMap<Load<Room>, Guest<Room>>>(new Map());
	readonly #asked = new Set<Load<Room>>();

	/** Called when the app starts. With `when`, the guest is not fetched before that is so. */
	invite<R extends Room>(room: R, load: Load<R>, when: () => boolean = () => true): void {
		const one = { load: load as unknown as Load<Room>, when };
		this.#invited.set(room, [...(this.#invited.get(room) ?? []), one]);
	}

	/** Who is here by now; the first who asks has them fetched. */
	at<R extends Room>(room: R): readonly Guest<R>[] {
		const wanted = (this.#invited.get(room) ?? []).filter(({ when }) => when());
		for (const { load } of wanted) if (!this.#asked.has(load)) void this.#fetch(load);
		const here = wanted.map(({ load }) => this.#here.get(load)).filter((guest) => guest !== undefined);
		return here as unknown as readonly Guest<R>[];
	}

	/** Without a network it may come the next time. */
	async #fetch(load: Load<Room>): Promise<void> {
		this.#asked.add(load);
		try {
			const { default: guest } = await load();
			this.#here = new Map([...this.#here, [load, guest]]);
		} catch {
			this.#asked.delete(load);
		}
	}
}

export const guests = new Guests();
