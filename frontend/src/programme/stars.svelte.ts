/**
 * My stars. Each session is in one of three states: starred, unstarred, or untouched. What the server knows is a stream;
 * what changed on this phone since is pending, and only that is sent. So stars made before signing in join those made
 * elsewhere, and neither side loses any.
 */
import type { Me, Star } from '@/contract';
import { answer, api } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { Stream, type Frame } from '@/core/stream.svelte';
import { Tabs } from '@/core/tabs';
import { me } from '@/people';
import { renames } from './renames.svelte';
import { seen } from './seen.svelte';

interface Kinds {
	star: Star;
	person: Me;
}
type Pending = ReadonlyMap<number, boolean>;
type Pairs = [number, boolean][];

/** What one tab tells the others: stars set in it, or stars the server has taken. */
interface Told {
	owner: number | null;
	set: Pairs;
	sent: Pairs;
}

interface Kept {
	/** Whose they are; null before anybody signed in. */
	owner: number | null;
	synced: Frame<Kinds>;
	pending: Pairs;
}

const KEY = 'stars';
/** As many as the contract takes at once. */
const MOST_AT_ONCE = 2000;
const TRIED_EVERY = 5_000;

export class Stars {
	readonly #synced = new Stream<Kinds>();
	#pending = $state.raw<Pending>(new Map());
	#owner: number | null = null;
	/** Counts how often they began to be somebody else's. */
	#turn = 0;
	#opening: Promise<void> | undefined;
	#sending: Promise<void> | undefined;
	#triedAt = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	readonly #keeper = new Keeper(() => this.#keep());
	readonly #tabs = new Tabs<Told>('stars');

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
		this.#tabs.heed((told) => this.#heed(told));
		connection.whenBack(() => {
			if (this.waiting > 0 || !live.hears(this.#synced.name)) void this.sync();
		});
		$effect.root(() => {
			const id = $derived(me.person?.id);
			$effect(() => (id === undefined ? undefined : this.#hear(id)));
		});
	}

	toggle(id: number): boolean {
		const starred = !this.has(id);
		this.#set([[id, starred]]);
		this.#tabs.tell({ owner: this.#owner, set: [[id, starred]], sent: [] });
		this.#keeper.soon();
		void this.sync();
		return starred;
	}

	/** Sends what changed here and hears what changed elsewhere; does nothing while nobody is signed in. */
	async sync(): Promise<void> {
		await this.open();
		const person = me.person;
		if (!person) return;
		this.#belongTo(person.id);
		this.#sending ??= this.#exchange().finally(() => (this.#sending = undefined));
		await this.#sending;
	}

	/** Hears what is starred on my other devices. Returns the way to stop. */
	#hear(person: number): () => void {
		let stop: (() => void) | undefined;
		let over = false;
		void this.sync().then(() => {
			if (over) return;
			stop = live.follow(nameOf(person), {
				head: () => this.#synced.head,
				take: (frame) => this.#take(frame as Frame<Kinds>),
				out: () => this.#putOut(),
				refused: () => void this.sync(),
			});
		});
		return () => {
			over = true;
			stop?.();
		};
	}

	#take(frame: Frame<Kinds>): ReturnType<Stream<Kinds>['take']> {
		const taken = this.#synced.take(frame);
		if (taken === 'taken') {
			this.#keeper.soon();
			this.#meet(frame);
		}
		if (this.waiting > 0) this.#tryAgain();
		return taken;
	}

	/** My stream also tells who I am: a profile or a role that was changed elsewhere. */
	#meet({ records }: Frame<Kinds>): void {
		for (const person of records.person ?? []) {
			if (!('removed' in person)) me.hear(person);
		}
	}

	/** The server is heard, so what waits can go; but one that hears nobody is not asked over and over. */
	#tryAgain(): void {
		if (this.#retry !== undefined) return;
		const wait = Math.max(0, this.#triedAt + TRIED_EVERY - Date.now());
		this.#retry = setTimeout(() => {
			this.#retry = undefined;
			void this.sync();
		}, wait);
	}

	/** Nothing of mine stays on a device from which I was signed out. */
	#putOut(): void {
		this.#keeper.drop();
		this.#belongTo(null);
		seen.forget();
		renames.forget();
		void me.putOut();
	}

	#heed({ owner, set, sent }: Told): void {
		if (owner !== this.#owner) return;
		this.#set(set);
		this.#settle(sent);
	}

	#set(pairs: Pairs): void {
		const pending = new Map(this.#pending);
		for (const [id, starred] of pairs) {
			const known = this.#synced.of('star').get(id)?.starred ?? false;
			if (known === starred) pending.delete(id);
			else pending.set(id, starred);
		}
		this.#pending = pending;
	}

	/** What the server has taken waits no longer, unless it was changed again meanwhile. */
	#settle(sent: Pairs): void {
		this.#pending = new Map([...this.#pending].filter(([id, starred]) => !wasSent(sent, id, starred)));
	}

	/** Whose they are from now on; what stood here of somebody else is forgotten. */
	#belongTo(owner: number | null): void {
		if (this.#owner === owner) return;
		if (this.#owner !== null) this.#forget();
		this.#owner = owner;
		this.#turn += 1;
	}

	/** Once for whoever is signed in, and again when that changed meanwhile, be it there and back. */
	async #exchange(): Promise<void> {
		let turn: number;
		do {
			turn = this.#turn;
			await this.#exchangeOnce(turn);
		} while (this.#owner !== null && this.#turn !== turn);
	}

	async #exchangeOnce(turn: number): Promise<void> {
		this.#triedAt = Date.now();
		try {
			let sent: Pairs;
			do {
				sent = [...this.#pending].slice(0, MOST_AT_ONCE);
				const since = this.#synced.head;
				const frame = await this.#ask(sent, since);
				if (turn !== this.#turn || frame.stream !== nameOf(this.#owner)) return;
				if (this.#synced.take(frame, since) === 'taken') this.#meet(frame);
				this.#settle(sent);
				if (sent.length > 0) this.#tabs.tell({ owner: this.#owner, set: [], sent });
				this.#keeper.soon();
			} while (sent.length > 0 && this.#pending.size > 0);
		} catch {
			/* They stay pending, and go with the next exchange. */
		}
	}

	async #ask(sent: Pairs, since: number): Promise<Frame<Kinds>> {
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

/** What the server calls the stream of a person. */
function nameOf(person: number | null): string {
	return `me:${String(person)}`;
}

function wasSent(sent: Pairs, id: number, starred: boolean): boolean {
	return sent.some(([sentId, sentStarred]) => sentId === id && sentStarred === starred);
}

export const stars = new Stars();
