/** One stream of a panel: heard over the connection, or asked for now and then while there is none. */
import type { LiveFrame } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { Stream, type Frame, type StreamRecord } from '@/core/stream.svelte';

const ASKED_EVERY = 60_000;
/** So long what was kept waits for the server to say what was removed from it; then there is nobody to ask. */
const WAITS = 4_000;

interface Given<Kinds> {
	/** As the server calls it. */
	name: string;
	ask: (since: number) => Promise<Frame<Kinds>>;
	/** Under what the phone keeps it, with what is mine; nothing is kept without. */
	shelf?: string;
}

export class PanelStream<Kinds extends Record<keyof Kinds, StreamRecord>> {
	readonly stream = new Stream<Kinds>();
	/** Why there is nothing to show; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	readonly #given: Given<Kinds>;
	readonly #keeper: Keeper;
	#followers = 0;
	#stop: (() => void) | undefined;
	#opening: Promise<void> | undefined;
	#asking: Promise<void> | undefined;

	constructor(given: Given<Kinds>) {
		this.#given = given;
		const { shelf } = given;
		this.#keeper = new Keeper(async () => shelf && this.here && keep('mine', shelf, this.stream.whole()));
	}

	get here(): boolean {
		return this.stream.head > 0;
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

	/** Asks for what changed; asking twice at once asks once. */
	refresh(): Promise<void> {
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	/** Brings what the phone keeps up to date, though nobody looks at it. */
	async catchUp(): Promise<void> {
		if (live.hears(this.#given.name)) return;
		await (this.#opening ? this.refresh() : this.#open());
	}

	learn<Kind extends keyof Kinds>(kind: Kind, record: Kinds[Kind]): void {
		if (this.stream.learn(kind, record)) this.#keeper.soon();
	}

	forget(): void {
		this.#keeper.drop();
		this.stream.clear();
		this.#opening = undefined;
	}

	#heed(): () => void {
		const unhear = live.follow(this.#given.name, {
			head: () => this.stream.head,
			take: (frame) => this.#take(frame),
			out: () => this.forget(),
			refused: (refusal) => (this.trouble = refusal),
		});
		void this.#open().then(() => this.#askUnlessHeard());
		const back = connection.whenBack(() => this.#askUnlessHeard());
		const timer = setInterval(() => this.#askUnlessHeard(), ASKED_EVERY);
		return () => {
			unhear();
			back();
			clearInterval(timer);
		};
	}

	#open(): Promise<void> {
		const { shelf } = this.#given;
		this.#opening ??= (shelf ? kept<Frame<Kinds>>('mine', shelf) : Promise.resolve(undefined)).then(
			(frame) => frame && this.#show(frame),
		);
		return this.#opening;
	}

	/** What was kept comes into view with what changed since: nothing that was removed is shown, be it for a moment. */
	async #show(before: Frame<Kinds>): Promise<void> {
		const opening = this.#opening;
		const patience = new Promise<undefined>((over) => setTimeout(over, WAITS));
		const asked = connection.online ? this.#given.ask(before.head).catch(() => undefined) : undefined;
		const news = await Promise.race([asked, patience]);
		if (this.#opening !== opening) return;
		this.stream.take(before);
		if (news) this.#take(news, before.head);
	}

	#askUnlessHeard(): void {
		if (connection.visible && !live.hears(this.#given.name)) void this.refresh();
	}

	async #ask(): Promise<void> {
		const { head } = this.stream;
		try {
			this.#take(await this.#given.ask(head), head);
		} catch (error) {
			this.trouble = error instanceof Refusal ? error : new Unreachable();
		}
	}

	#take(frame: Frame<Kinds> | LiveFrame, asked?: number): ReturnType<Stream<Kinds>['take']> {
		const taken = this.stream.take(frame as Frame<Kinds>, asked);
		this.trouble = undefined;
		this.#empty = frame.head === 0;
		if (taken === 'taken') this.#keeper.soon();
		return taken;
	}

	/** The server says that nothing ever was in it. */
	#empty = $state(false);
	readonly told = $derived.by(() => this.here || this.#empty);
}
