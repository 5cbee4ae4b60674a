/**
 * My stars. Each session is in one of three states: starred, unstarred, or untouched. What the server knows comes with my
 * stream; what changed on this phone since is pending, and only that is sent. So stars made before signing in join those
 * made elsewhere, and neither side loses any.
 */
import type { Star } from '@/contract';
import { answer, api } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { Tabs } from '@/core/tabs';
import { me, mine as shared, type Mine, type MyFrame } from '@/people';
import { renames } from './renames.svelte';
import { seen } from './seen.svelte';

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
	pending: Pairs;
}

const KEY = 'stars';
/** As many as the contract takes at once. */
const MOST_AT_ONCE = 2000;
const TRIED_EVERY = 5_000;

export class Stars {
	readonly #mine: Mine;
	#pending = $state.raw<Pending>(new Map());
	#owner: number | null = null;
	#opening: Promise<void> | undefined;
	#sending: Promise<void> | undefined;
	#triedAt = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	readonly #keeper = new Keeper(() => this.#keep());
	readonly #tabs = new Tabs<Told>('stars');

	constructor(mine: Mine = shared) {
		this.#mine = mine;
	}

	readonly starred = $derived.by(() => {
		const ids = new Set<number>();
		for (const star of this.#known.values()) if (star.starred) ids.add(star.id);
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
		this.#opening ??= Promise.all([kept<Kept>('mine', KEY), this.#mine.open()]).then(([before]) => {
			if (!before) return;
			this.#owner = before.owner;
			this.#pending = new Map([...before.pending, ...this.#pending]);
		});
		return this.#opening;
	}

	/** Sends what changed here at sign-in, and whenever somebody may take it. */
	follow(): void {
		this.#tabs.heed((told) => this.#heed(told));
		this.#mine.whenHeard(() => {
			if (this.waiting > 0) this.#tryAgain();
		});
		this.#mine.whenGone(() => this.#forget());
		connection.whenBack(() => {
			if (this.waiting > 0) void this.sync();
		});
		$effect.root(() => {
			const id = $derived(me.person?.id);
			$effect(() => {
				if (id !== undefined) void this.sync();
			});
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

	/** Sends what changed here; does nothing while nobody is signed in. */
	async sync(): Promise<void> {
		await this.open();
		const owner = this.#mine.belong();
		if (owner === null) return;
		if (this.#owner !== null && this.#owner !== owner) this.#pending = new Map();
		this.#owner = owner;
		this.#sending ??= this.#send().finally(() => (this.#sending = undefined));
		await this.#sending;
	}

	get #known(): ReadonlyMap<number, Star> {
		return this.#mine.of<Star>('star');
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
	#forget(): void {
		this.#keeper.drop();
		this.#pending = new Map();
		this.#owner = null;
		seen.forget();
		renames.forget();
	}

	#heed({ owner, set, sent }: Told): void {
		if (owner !== this.#owner) return;
		this.#set(set);
		this.#settle(sent);
	}

	#set(pairs: Pairs): void {
		const pending = new Map(this.#pending);
		for (const [id, starred] of pairs) {
			const known = this.#known.get(id)?.starred ?? false;
			if (known === starred) pending.delete(id);
			else pending.set(id, starred);
		}
		this.#pending = pending;
	}

	/** What the server has taken waits no longer, unless it was changed again meanwhile. */
	#settle(sent: Pairs): void {
		this.#pending = new Map([...this.#pending].filter(([id, starred]) => !wasSent(sent, id, starred)));
	}

	async #send(): Promise<void> {
		while (this.#pending.size > 0 && (await this.#sendSome())) {
			/* As many at once as the contract takes. */
		}
	}

	/** False when it went wrong: they stay pending, and go the next time. */
	async #sendSome(): Promise<boolean> {
		this.#triedAt = Date.now();
		const sent = [...this.#pending].slice(0, MOST_AT_ONCE);
		const stars = sent.map(([session_id, starred]) => ({ session_id, starred }));
		try {
			const taken = await this.#mine.exchange(
				async (since) => (await answer(api.PUT('/api/me/stars', { body: { stars, since } }))) as MyFrame,
			);
			if (taken === 'not mine') return false;
		} catch {
			return false;
		}
		this.#settle(sent);
		this.#tabs.tell({ owner: this.#owner, set: [], sent });
		this.#keeper.soon();
		return true;
	}

	async #keep(): Promise<void> {
		await this.open();
		const value: Kept = { owner: this.#owner, pending: [...this.#pending] };
		await keep('mine', KEY, value);
	}
}

function wasSent(sent: Pairs, id: number, starred: boolean): boolean {
	return sent.some(([sentId, sentStarred]) => sentId === id && sentStarred === starred);
}

export const stars = new Stars();
