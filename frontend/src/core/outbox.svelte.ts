/**
 * The outbox: what was tapped is kept first and sent then, until the server has answered each; in order within a lane, one
 * lane beside the other. Without a network it waits, also while the app is closed, and says later what came of it. Sending
 * twice does no harm (the id goes along); the tabs of a phone take turns all the same.
 */
import { aloud } from './aloud.svelte';
import { Refusal, Unreachable } from './api';
import { connection } from './connection.svelte';
import { Lanes } from './lanes';
import {
	dropEntry,
	keepEntry,
	keptEntries,
	newId,
	placeAfter,
	withEntry,
	type Entry,
	type Told,
} from './outbox';
import { Tabs } from './tabs';
import { words } from './words';

export type { Entry } from './outbox';

/** Who sends a kind, and says what came of it. */
export interface Carrier<About = unknown, Answer = unknown> {
	/** Rejects with a `Refusal` when the server said no, with `Unreachable` when nobody answered. */
	send: (entry: Entry<About>, signal: AbortSignal) => Promise<Answer>;
	/**
	 * Takes the answer in. `late`: whoever tapped it had to wait, and reads the sentence wherever they are now; else, and
	 * without a sentence, nothing is said.
	 */
	taken: (answer: Answer, entry: Entry<About>, late: boolean) => Saying;
}
const say = words({ refused: '{what}: {text}' });

type Saying = Promise<string | undefined> | string | undefined;
interface Way {
	load: () => Promise<Carrier>;
	/** In which lane one of them goes. */
	lane: (about: never) => unknown;
}

/** What is to be sent, and what is shown of it while it waits. */
export type Sending<About> = Pick<Entry<About>, 'kind' | 'what' | 'href' | 'about'>;

/** An answer that takes longer than this is asked for again. */
const PATIENCE = 10_000;
/** Another tab that has not finished in this time may be frozen. */
const TURN = 5_000;
/** Tried again after this, and twice as late each time up to `LONGEST`. */
const AGAIN = 4_000;
const LONGEST = 60_000;
const MOST_TOLD = 20;
/** Answers that are worth asking again for: the server is busy, or broken for now, or we are to sign in first. */
const passes = ({ status }: Refusal) => [401, 408, 425, 429].includes(status) || status >= 500;

export class Outbox {
	#all = $state.raw<readonly Entry[]>([]);
	#owner = $state.raw<number | null>(null);
	/** Those whose answers are on their way. */
	#sending = $state.raw<readonly string[]>([]);
	/** What this tab is about to keep, or may not keep. */
	readonly #unkept = new Map<string, Entry>();
	/** What this tab let go of, whatever it reads meanwhile. */
	readonly #dropped = new Set<string>();
	readonly #ways = new Map<string, Way>();
	readonly #lanes = new Lanes((entry) => this.#laneOf(entry));
	readonly #tabs = new Tabs<'changed'>('outbox');
	#opening: Promise<void> | undefined;
	#turn: Promise<void> | undefined;
	/** Ends the turn; undefined while nothing may be sent. */
	#end: (() => void) | undefined;
	#another = false;
	#failures = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;

	readonly #mine = $derived.by(() => this.#all.filter(({ owner }) => owner === this.#owner));
	/** What is still to be answered, the first first. */
	readonly waiting = $derived(this.#mine.filter(({ told }) => !told));
	/** Of these, what a person knows of; the rest is between the phone and the server. */
	readonly inSight = $derived(this.waiting.filter(({ what }) => what !== ''));
	/** What came of those that are worth a word, the newest first. */
	readonly told = $derived(this.#mine.filter(({ told }) => told).toReversed());

	start(): void {
		this.#tabs.heed(() => void this.#read().then(() => this.#sendMore()));
		connection.whenBack(() => this.flush());
	}

	/** A kind is sent by whoever this loads, once there is one to send; all of a kind in one lane, unless `lane` says in which. */
	carries<About, Answer>(
		kind: string,
		load: () => Promise<Carrier<About, Answer>>,
		lane: (about: About) => unknown = () => kind,
	): void {
		this.#ways.set(kind, { load, lane } as Way);
	}

	/** Whoever is signed in; null while nobody is. What another left here is dropped. */
	async belongsTo(person: number | null): Promise<void> {
		this.#owner = person;
		this.#opening ??= this.#read();
		await this.#opening;
		if (person === null || person !== this.#owner) return;
		for (const entry of this.#all) if (entry.owner !== person) await this.drop(entry);
		this.flush();
	}

	isSending({ id }: Entry): boolean {
		return this.#sending.includes(id);
	}

	/** Whether it waits for the network: it was tried in vain, or stands in its lane behind one that was. */
	isHeldUp(entry: Entry): boolean {
		const lane = this.#laneOf(entry);
		return this.waiting.some((one) => one.waited && one.place <= entry.place && this.#laneOf(one) === lane);
	}

	/** Keeps it, and sends it as soon as it is its turn. */
	async put<About>(sending: Sending<About>): Promise<Entry<About>> {
		const owner = this.#owner;
		if (owner === null) throw new Error('Nobody is signed in.');
		const made = { id: newId(), owner, at: Date.now(), place: placeAfter(this.#all) };
		const entry = { ...sending, ...made };
		await this.#write(entry);
		this.#failures = 0;
		this.flush();
		return entry;
	}

	/** Takes back what was not sent yet; false when it is too late for that. */
	async takeBack(entry: Entry): Promise<boolean> {
		if (this.isSending(entry) || !this.#waiting(entry)) return false;
		await this.drop(entry);
		return true;
	}

	/** Lets go of one: it was read, or is no longer wanted. */
	async drop(entry: Entry): Promise<void> {
		this.#dropped.add(entry.id);
		this.#unkept.delete(entry.id);
		this.#all = this.#all.filter(({ id }) => id !== entry.id);
		await dropEntry(entry);
		this.#tabs.tell('changed');
	}

	/** Changes what it is about in words or pictures, as far as `change` returns another. */
	async amend(change: (entry: Entry) => Entry | undefined): Promise<void> {
		for (const entry of this.#all) {
			const changed = change(entry);
			if (changed) await this.#write(changed);
		}
	}

	/** Nothing of it stays in memory; the phone's shelf is emptied by whoever signs out. */
	forget(): void {
		this.#owner = null;
		this.#all = [];
		this.#unkept.clear();
		clearTimeout(this.#retry);
		this.#retry = undefined;
	}

	/** Sends what waits. */
	flush(): void {
		clearTimeout(this.#retry);
		this.#retry = undefined;
		this.#lanes.again();
		if (this.#end) return this.#sendMore();
		this.#another = this.#turn !== undefined;
		this.#turn ??= this.#inTurn().finally(() => {
			this.#turn = undefined;
			if (this.#another) this.flush();
		});
	}

	/** The server is heard again: what waits need not wait for its time. */
	heard(): void {
		if (this.#retry === undefined || this.#failures < 2) return;
		this.#failures = 0;
		this.#tryAgain();
	}

	/** One tab at a time; one that is frozen does not keep the others waiting. */
	async #inTurn(): Promise<void> {
		if (this.waiting.length === 0) return;
		if (!('locks' in navigator)) return this.#sendAll();
		let ours = false;
		const work = () => {
			ours = true;
			return this.#sendAll();
		};
		const signal = AbortSignal.timeout(TURN);
		await navigator.locks.request('fireside:outbox', { signal }, work).catch((error: unknown) => {
			if (ours) throw error;
			return this.#sendAll();
		});
	}

	async #sendAll(): Promise<void> {
		await this.#read();
		await new Promise<void>((end) => {
			this.#end = end;
			this.#sendMore();
		});
	}

	/** Sends what may go by now; the turn is over when that is nothing, and all are back. */
	#sendMore(): void {
		const end = this.#end;
		if (!end) return;
		for (let next; (next = this.#lanes.next(this.waiting));) void this.#sendOne(next);
		if (!this.#lanes.isIdle) return;
		this.#end = undefined;
		end();
	}

	async #sendOne(entry: Entry): Promise<void> {
		this.#lanes.take(entry);
		let done = false;
		try {
			const carrier = await this.#ways
				.get(entry.kind)
				?.load()
				.catch(() => undefined);
			if (carrier) done = !this.#waiting(entry) || (await this.#isAnswered(entry, carrier));
		} finally {
			this.#lanes.leave(entry, done);
			if (!done && this.#retry === undefined) this.#tryAgain();
			this.#sendMore();
		}
	}

	/** False when nobody answered. */
	async #isAnswered(entry: Entry, carrier: Carrier): Promise<boolean> {
		this.#sending = [...this.#sending, entry.id];
		try {
			const answer = await carrier.send(entry, AbortSignal.timeout(PATIENCE));
			const text = await carrier.taken(answer, entry, this.#isLate(entry));
			await this.#settle(entry, { text: text ?? '', code: '' });
		} catch (error) {
			if (!(error instanceof Refusal) || passes(error)) {
				await this.#wait(entry, error);
				return false;
			}
			const { message: text, code, status, problem } = error;
			await this.#settle(entry, { text, code: code || String(status), problem });
		} finally {
			this.#sending = this.#sending.filter((id) => id !== entry.id);
		}
		this.#lanes.heard();
		this.heard();
		this.#failures = 0;
		return true;
	}

	/** What was taken at once shows where it was tapped; a refusal, and what came late, stays until it was read. */
	async #settle(entry: Entry, told: Omit<Told, 'at'>): Promise<void> {
		// Signed out meanwhile: it is nobody's to read any more.
		if (this.#owner !== entry.owner) return;
		const late = this.#isLate(entry);
		const worth = told.text !== '' && entry.what !== '' && (late || told.code !== '');
		if (!worth) return this.drop(entry);
		if (late) sayLate(entry, told);
		await this.#write({ ...entry, ...this.#waiting(entry), told: { at: Date.now(), ...told } });
		for (const old of this.told.slice(MOST_TOLD)) await this.drop(old);
	}

	async #wait(entry: Entry, error: unknown): Promise<void> {
		if (!(error instanceof Refusal || error instanceof Unreachable)) reportError(error);
		this.#lanes.unheard(entry);
		const now = this.#waiting(entry);
		if (now && !now.waited) await this.#write({ ...now, waited: true });
	}

	#tryAgain(): void {
		const longest = Math.min(LONGEST, AGAIN * 2 ** this.#failures);
		this.#failures += 1;
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => this.flush(), longest * (0.5 + Math.random() / 2));
	}

	/** Whether the person may no longer look where they tapped it. */
	#isLate({ id, at }: Entry): boolean {
		return Date.now() - at > PATIENCE || this.#all.some((entry) => entry.id === id && entry.waited);
	}

	#laneOf({ kind, about }: Entry): string {
		return String(this.#ways.get(kind)?.lane(about as never) ?? kind);
	}

	/** As it is by now, if it still waits. */
	#waiting(entry: Entry): Entry | undefined {
		return this.waiting.find(({ id }) => id === entry.id);
	}

	async #write(entry: Entry): Promise<void> {
		if (this.#dropped.has(entry.id)) return;
		this.#all = withEntry(this.#all, entry);
		this.#unkept.set(entry.id, entry);
		if ((await keepEntry(entry)) && this.#unkept.get(entry.id) === entry) this.#unkept.delete(entry.id);
		this.#tabs.tell('changed');
	}

	/** As the phone keeps it; what it refused to keep stays in this tab. */
	async #read(): Promise<void> {
		let all = (await keptEntries()).filter(({ id }) => !this.#dropped.has(id));
		for (const entry of this.#unkept.values()) all = withEntry(all, entry);
		this.#all = all;
	}
}

/** On whatever page the person is by now; the page where it was tapped says it by itself. */
function sayLate({ what, href }: Entry, { text, code }: Omit<Told, 'at'>): void {
	if (location.pathname !== href) aloud.tell(code ? say('refused', { what, text }) : text);
}

export const outbox = new Outbox();
