/**
 * My stars. Each session is in one of three states: starred, unstarred, or untouched. What the server knows is a stream;
 * what changed on this phone since is pending, and only that is sent. So stars made before signing in join those made
 * elsewhere, and neither side loses any.
 */
import type { Star } from '@/contract';
import { answer, api } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { keep, kept } from '@/core/kept';
import { Stream, type Frame } from '@/core/stream.svelte';
import { me } from '@/people';

interface Kinds {
	star: Star;
}
type Pending = ReadonlyMap<number, boolean>;

interface Kept {
	/** Whose they are; null before anybody signed in. */
	owner: number | null;
	synced: Frame<Kinds>;
	pending: [number, boolean][];
}

const KEY = 'stars';
/** As many as the contract takes at once. */
const MOST_AT_ONCE = 2000;

export class Stars {
	readonly #synced = new Stream<Kinds>();
	#pending = $state.raw<Pending>(new Map());
	#owner: number | null = null;
	#opening: Promise<void> | undefined;
	#sending: Promise<void> | undefined;

	readonly starred = $derived.by(() => {
		const ids = new Set<number>();
		for (const star of this.#synced.of('star').values()) if (star.starred) ids.add(star.id);
		for (const [id, starred] of this.#pending) {
			if (starred) ids.add(id);
			else ids.delete(id);
		}
		return ids as ReadonlySet<number>;
	});

	/** How many wait to be sent; before signing in they wait for nothing. */
	get waiting(): number {
		return me.person ? this.#pending.size : 0;
	}

	has(id: number): boolean {
		return this.starred.has(id);
	}

	/** What the phone kept, once. */
	open(): Promise<void> {
		this.#opening ??= kept<Kept>('mine', KEY).then((before) => {
			if (!before) return;
			this.#owner = before.owner;
			this.#synced.take(before.synced);
			this.#pending = new Map([...before.pending, ...this.#pending]);
		});
		return this.#opening;
	}

	/** Keeps them in step with the server: at sign-in, and whenever there may be news. */
	follow(): void {
		connection.whenBack(() => void this.sync());
		$effect.root(() => {
			$effect(() => {
				if (me.person) void this.sync();
			});
		});
	}

	toggle(id: number): boolean {
		const starred = !this.has(id);
		const pending = new Map(this.#pending);
		const known = this.#synced.of('star').get(id)?.starred ?? false;
		if (known === starred) pending.delete(id);
		else pending.set(id, starred);
		this.#pending = pending;
		void this.#keep();
		void this.sync();
		return starred;
	}

	/** Sends what changed here and hears what changed elsewhere; does nothing while nobody is signed in. */
	async sync(): Promise<void> {
		await this.open();
		const person = me.person;
		if (!person) return;
		if (this.#owner !== null && this.#owner !== person.id) this.#forget();
		this.#owner = person.id;
		this.#sending ??= this.#exchange().finally(() => (this.#sending = undefined));
		await this.#sending;
	}

	async #exchange(): Promise<void> {
		try {
			let sent: [number, boolean][];
			do {
				sent = [...this.#pending].slice(0, MOST_AT_ONCE);
				this.#synced.take(await this.#ask(sent));
				this.#pending = new Map([...this.#pending].filter(([id, starred]) => !wasSent(sent, id, starred)));
				await this.#keep();
			} while (sent.length > 0 && this.#pending.size > 0);
		} catch {
			/* They stay pending, and go with the next exchange. */
		}
	}

	async #ask(sent: [number, boolean][]): Promise<Frame<Kinds>> {
		const since = this.#synced.head;
		if (sent.length === 0) return answer(api.GET('/api/me/stars', { params: { query: { since } } }));
		const stars = sent.map(([session_id, starred]) => ({ session_id, starred }));
		return answer(api.PUT('/api/me/stars', { body: { stars, since } }));
	}

	async #keep(): Promise<void> {
		const value: Kept = { owner: this.#owner, synced: this.#synced.whole(), pending: [...this.#pending] };
		await keep('mine', KEY, value);
	}

	#forget(): void {
		this.#synced.clear();
		this.#pending = new Map();
	}
}

function wasSent(sent: [number, boolean][], id: number, starred: boolean): boolean {
	return sent.some(([sentId, sentStarred]) => sentId === id && sentStarred === starred);
}

export const stars = new Stars();
