/**
 * What is mine alone: the stream `me:<person>`, one open for all who show some of it (stars, signups, notices). What the
 * phone kept shows at once; the server tells the rest.
 */
import type { LiveFrame, Me } from '@/contract';
import { clearOut } from '@/core/amending';
import { answer, api } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { outbox } from '@/core/outbox.svelte';
import { Stream, type Frame, type StreamRecord } from '@/core/stream.svelte';
import { me } from './me.svelte';

/** Each feature names the kinds it shows; every one of them is a record. */
type Kinds = Record<string, StreamRecord>;
export type MyFrame = Frame<Kinds>;
type Ask = (since: number) => Promise<MyFrame>;

interface Kept {
	owner: number;
	frame: MyFrame;
}

const KEY = 'stream';

export class Mine {
	readonly #stream = new Stream<Kinds>();
	/** Whose it is; null before anybody signed in. */
	#owner = $state.raw<number | null>(null);
	/** Counts how often it began to be somebody else's. */
	#turn = 0;
	#opening: Promise<void> | undefined;
	#asking: Promise<void> | undefined;
	readonly #keeper = new Keeper(() => this.#keep());
	readonly #heard = new Set<(frame: MyFrame) => void>();
	readonly #gone = new Set<() => void>();

	get owner(): number | null {
		return this.#owner;
	}

	/** Whether the phone or the server has told anything yet. */
	get here(): boolean {
		return this.#stream.head > 0;
	}

	/** My records of a kind by id, as they are now. */
	of<R extends StreamRecord>(kind: string): ReadonlyMap<number, R> {
		return this.#stream.of(kind) as ReadonlyMap<number, R>;
	}

	/** What the phone kept, once. */
	open(): Promise<void> {
		this.#opening ??= kept<Kept>('mine', KEY).then((before) => {
			if (!before || this.#owner !== null) return;
			this.#owner = before.owner;
			this.#stream.take(before.frame);
		});
		return this.#opening;
	}

	/** Keeps it in step with the server as long as somebody is signed in. */
	follow(): void {
		connection.whenBack(() => {
			if (!live.hears(this.#stream.name)) void this.refresh();
		});
		$effect.root(() => {
			const id = $derived(me.person?.id);
			$effect(() => (id === undefined ? undefined : this.#hear(id)));
			$effect(() => void outbox.belongsTo(id ?? null));
		});
	}

	/** Asks for what changed; does nothing while nobody is signed in. Asking twice at once asks once. */
	async refresh(): Promise<void> {
		await this.open();
		if (this.belong() === null) return;
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		await this.#asking;
	}

	/** Takes in the answer to a question that tells what changed, as long as it is still about the same person. */
	async exchange(ask: Ask): Promise<'taken' | 'not mine'> {
		const since = this.#stream.head;
		const turn = this.#turn;
		const frame = await ask(since);
		if (turn !== this.#turn || frame.stream !== nameOf(this.#owner)) return 'not mine';
		this.#take(frame, since);
		return 'taken';
	}

	/** One record that an answer brought, before its frame comes. */
	learn(kind: string, record: StreamRecord): void {
		if (this.#stream.learn(kind, record)) this.#keeper.soon();
	}

	/** Makes it the stream of whoever is signed in; what was another's goes. Returns whose it is now, null for nobody's. */
	belong(): number | null {
		const person = me.person?.id;
		if (person === undefined) return null;
		this.#belongTo(person);
		return person;
	}

	/** Calls with every frame from the server, also with one that brings nothing new: it is heard. */
	whenHeard(tell: (frame: MyFrame) => void): void {
		this.#heard.add(tell);
	}

	/** Calls when I was signed out from elsewhere: nothing of mine may stay. */
	whenGone(tell: () => void): void {
		this.#gone.add(tell);
	}

	/** Whose it is from now on; what stood here of somebody else goes. */
	#belongTo(owner: number | null): void {
		if (this.#owner === owner) return;
		const before = this.#owner;
		if (before !== null) this.#stream.clear();
		this.#owner = owner;
		this.#turn += 1;
		if (before !== null && owner !== null) void this.#clearFor(owner);
	}

	/** Somebody else is here: nothing of whoever was here before may be found, in memory or on the phone. */
	async #clearFor(owner: number): Promise<void> {
		this.#keeper.drop();
		for (const tell of this.#gone) tell();
		// Another tab may have done so long ago, and the shelf holds what is theirs.
		const there = await kept<Kept>('mine', KEY);
		if (there?.owner !== owner) await clearOut('mine', (kept, key) => key === 'me' || isOf(kept, owner));
	}

	/** Once for whoever is signed in, and again when that changed meanwhile, be it there and back. */
	async #ask(): Promise<void> {
		let turn: number;
		try {
			do {
				turn = this.#turn;
				await this.exchange(changes);
			} while (this.#owner !== null && this.#turn !== turn);
		} catch {
			/* Asked again when there may be an answer. */
		}
	}

	/** Hears what happens on my other devices. Returns the way to stop. */
	#hear(person: number): () => void {
		let stop: (() => void) | undefined;
		let over = false;
		void this.refresh().then(() => {
			if (over) return;
			stop = live.follow(nameOf(person), {
				head: () => this.#stream.head,
				take: (frame) => this.#take(frame),
				out: () => this.#putOut(),
				refused: () => void this.refresh(),
			});
		});
		return () => {
			over = true;
			stop?.();
		};
	}

	#take(frame: MyFrame | LiveFrame, asked?: number): ReturnType<Stream<Kinds>['take']> {
		const mine = frame as MyFrame;
		const taken = this.#stream.take(mine, asked);
		if (taken === 'taken') {
			this.#keeper.soon();
			meet(mine);
		}
		for (const tell of this.#heard) tell(mine);
		outbox.heard();
		return taken;
	}

	/** Nothing of mine stays on a device from which I was signed out. */
	#putOut(): void {
		this.#keeper.drop();
		this.#belongTo(null);
		for (const tell of this.#gone) tell();
		outbox.forget();
		void me.putOut();
	}

	async #keep(): Promise<void> {
		if (this.#owner === null) return;
		const value: Kept = { owner: this.#owner, frame: this.#stream.whole() };
		await keep('mine', KEY, value);
	}
}

const isOf = (kept: unknown, owner: number) =>
	typeof kept === 'object' && kept !== null && 'owner' in kept && kept.owner === owner;

/** What changed after `since`, over HTTP; the answer holds every kind of my stream. */
const changes: Ask = async (since) =>
	(await answer(api.GET('/api/me/changes', { params: { query: { since } } }))) as MyFrame;

/** My stream also tells who I am: a profile or a role that was changed elsewhere. */
function meet({ records }: MyFrame): void {
	for (const person of records.person ?? []) {
		if (!('removed' in person)) me.hear(person as Me);
	}
}

/** What the server calls the stream of a person. */
function nameOf(person: number | null): string {
	return `me:${String(person)}`;
}

export const mine = new Mine();
