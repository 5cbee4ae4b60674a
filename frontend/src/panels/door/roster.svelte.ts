/**
 * The roster of a panel: the stream `roster:<panel>`, which its hosts and the helpers at its door may hear. It is kept on
 * this phone for whoever is signed in, so that the door works without a network.
 */
import type { LiveFrame, RosterEntry } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { drop, keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { Stream, type Frame } from '@/core/stream.svelte';
import { me } from '@/people';
import { rosterSince } from './doors';

interface Kinds {
	roster: RosterEntry;
}

/** How often it is asked for while news do not come by themselves. */
const ASKED_EVERY = 20_000;

export class Roster {
	readonly panel: number;
	readonly stream = new Stream<Kinds>();
	/** Why there is nothing, or nothing more; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	readonly #key: string;
	#followers = 0;
	#stop: (() => void) | undefined;
	#opening: Promise<void> | undefined;
	#asking: Promise<void> | undefined;
	readonly #keeper = new Keeper(async () => this.here && keep('mine', this.#key, this.stream.whole()));

	constructor(panel: number, owner: number) {
		this.panel = panel;
		this.#key = `roster:${String(owner)}:${String(panel)}`;
	}

	/** An empty roster has no records, and still is one that was told. */
	#told = $state(false);
	readonly here = $derived.by(() => this.#told || this.stream.head > 0);
	readonly entries = $derived.by(() => this.stream.of('roster'));

	/** Whether the server tells what happens, as it happens. */
	get live(): boolean {
		return connection.online && live.hears(this.#name);
	}

	/** Keeps it current as long as somebody looks. Returns the way to stop. */
	follow(): () => void {
		this.#followers += 1;
		if (this.#followers === 1) this.#stop = this.#heed();
		return () => {
			this.#followers -= 1;
			if (this.#followers === 0) this.#stop?.();
		};
	}

	/** What the phone kept, once. */
	open(): Promise<void> {
		this.#opening ??= kept<Frame<Kinds>>('mine', this.#key).then((frame) => {
			if (frame) this.stream.take(frame);
		});
		return this.#opening;
	}

	refresh(): Promise<void> {
		this.#asking ??= this.#ask(this.stream.head).finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	/** A line of it that an answer brought, before its frame comes. */
	async learn(...entries: RosterEntry[]): Promise<void> {
		await this.open();
		for (const entry of entries) if (this.stream.learn('roster', entry)) this.#keeper.soon();
	}

	get #name(): string {
		return `roster:${String(this.panel)}`;
	}

	#heed(): () => void {
		let over = false;
		let unhear: (() => void) | undefined;
		void this.open().then(() => {
			if (!over) unhear = this.#hear();
			void this.refresh();
		});
		const unheard = () => {
			if (!live.hears(this.#name)) void this.refresh();
		};
		const stopped = connection.whenBack(unheard);
		const timer = setInterval(() => connection.visible && unheard(), ASKED_EVERY);
		return () => {
			over = true;
			unhear?.();
			stopped();
			clearInterval(timer);
		};
	}

	#hear(): () => void {
		return live.follow(this.#name, {
			head: () => this.stream.head,
			take: (frame) => this.#take(frame),
			out: () => this.#close(),
			refused: (refusal) => this.#refused(refusal),
		});
	}

	async #ask(since: number): Promise<void> {
		await this.open();
		const { head } = this.stream;
		try {
			const taken = this.#take(await rosterSince(this.panel, since), head);
			if (taken === 'gap') return await this.#ask(0);
			this.trouble = undefined;
		} catch (error) {
			if (error instanceof Refusal) this.#refused(error);
			else this.trouble = new Unreachable();
		}
	}

	#take(frame: LiveFrame | Frame<Kinds>, asked?: number): ReturnType<Stream<Kinds>['take']> {
		const taken = this.stream.take(frame as Frame<Kinds>, asked);
		this.#told = true;
		if (taken === 'taken') this.#keeper.soon();
		return taken;
	}

	/** Whoever may no longer see it keeps nothing of it. */
	#refused(refusal: Refusal): void {
		this.trouble = refusal;
		if (refusal.status === 403 || refusal.status === 404) this.#empty();
	}

	#close(): void {
		this.#empty();
		void this.refresh();
	}

	#empty(): void {
		this.#keeper.drop();
		this.#told = false;
		this.stream.clear();
		void drop('mine', this.#key);
	}
}

const rosters = new Map<string, Roster>();

/** The roster of a panel for whoever is signed in; the same one for everybody who asks. */
export function rosterOf(panel: number): Roster {
	const owner = me.person?.id ?? 0;
	const key = `${String(owner)} ${String(panel)}`;
	let roster = rosters.get(key);
	if (!roster) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			roster = new Roster(panel, owner);
			rosters.set(key, roster);
		});
	}
	return roster as Roster;
}
