/** The programme of one meeting: its stream, and the looks at it that the screens share. */
import type { Meeting, Room, Session, Speaker, Track } from '@/contract';
import { answer, api, Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { Stream, type Frame, type StreamRecord } from '@/core/stream.svelte';
import type { Sessions } from './changes';
import { showingsOf, type Showing } from './showing';

interface Kinds {
	meeting: Meeting;
	room: Room;
	track: Track;
	speaker: Speaker;
	session: Session;
}

/** How often a programme in view is asked for news while they do not come by themselves. */
const ASKED_EVERY = 60_000;

type Listener = (programme: Programme, before: Sessions) => void;

const listeners = new Set<Listener>();

/** Calls when news changed a programme that was here before, with its sessions as they were. */
export function onNews(tell: Listener): void {
	listeners.add(tell);
}

export class Programme {
	readonly slug: string;
	readonly stream = new Stream<Kinds>();
	/** Why there is nothing to show; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	#followers = 0;
	#opening: Promise<void> | undefined;
	#asking: Promise<void> | undefined;
	#stop: (() => void) | undefined;
	#unhear: (() => void) | undefined;
	readonly #keeper = new Keeper(() => keep('shared', this.#key, this.stream.whole()));

	constructor(slug: string) {
		this.slug = slug;
	}

	readonly here = $derived.by(() => this.stream.head > 0);
	readonly meeting = $derived.by(() => [...this.stream.of('meeting').values()][0]);
	readonly zone = $derived(this.meeting?.timezone ?? 'UTC');
	readonly rooms = $derived.by(() => inPlace(this.stream.of('room')));
	readonly tracks = $derived.by(() => inPlace(this.stream.of('track')));
	readonly showings = $derived.by(() =>
		showingsOf(
			{
				room: this.stream.of('room'),
				track: this.stream.of('track'),
				speaker: this.stream.of('speaker'),
				session: this.stream.of('session'),
			},
			this.zone,
		),
	);
	readonly days = $derived([...new Set(this.showings.map((showing) => showing.day))]);
	/** What most sessions are held in; only another language is worth saying. */
	readonly language = $derived(commonest(this.showings.map((showing) => showing.session.language)));
	readonly #ofSession = $derived(bySession(this.showings));

	/** Records that other features keep on the same stream, by id. */
	records<R extends StreamRecord>(kind: string): ReadonlyMap<number, R> {
		return (this.stream as unknown as Stream<Record<string, StreamRecord>>).of(kind) as ReadonlyMap<
			number,
			R
		>;
	}

	session(id: number): Session | undefined {
		return this.stream.of('session').get(id);
	}

	showingsOfSession(id: number): Showing[] {
		return this.#ofSession.get(id) ?? [];
	}

	/** Keeps this programme current as long as somebody looks. Returns the way to stop. */
	follow(): () => void {
		this.#followers += 1;
		if (this.#followers === 1) this.#stop = this.#heed();
		void this.open().then(() => this.#askUnlessHeard());
		return () => {
			this.#followers -= 1;
			if (this.#followers === 0) this.#stop?.();
		};
	}

	/** What the phone kept, once. */
	open(): Promise<void> {
		this.#opening ??= kept<Frame<Kinds>>('shared', this.#key).then((frame) => {
			if (frame) this.stream.take(frame);
		});
		return this.#opening;
	}

	/** Asks for what changed; asking twice at once asks once. */
	refresh(): Promise<void> {
		this.#asking ??= this.#ask(this.stream.head).finally(() => {
			this.#asking = undefined;
			this.#hear();
		});
		return this.#asking;
	}

	async #ask(since: number): Promise<void> {
		const { head } = this.stream;
		try {
			const query = since ? { since } : {};
			const frame = await answer(
				api.GET('/api/meetings/{slug}/programme', { params: { path: { slug: this.slug }, query } }),
			);
			if (this.#take(frame, head) === 'gap') return await this.#ask(0);
			this.trouble = undefined;
		} catch (error) {
			this.trouble = error instanceof Refusal ? error : new Unreachable();
		}
	}

	#take(frame: Frame<Kinds>, asked?: number): ReturnType<Stream<Kinds>['take']> {
		const { here } = this;
		const before = this.stream.of('session');
		const taken = this.stream.take(frame, asked);
		if (taken !== 'taken') return taken;
		this.#keeper.soon();
		if (here) for (const tell of listeners) tell(this, before);
		return taken;
	}

	/** As soon as there is something to show, news of it come by themselves. */
	#hear(): void {
		if (this.#unhear || this.#followers === 0 || !this.here) return;
		this.#unhear = live.follow(this.stream.name, {
			head: () => this.stream.head,
			take: (frame) => this.#take(frame as Frame<Kinds>),
			out: () => undefined,
			refused: (refusal) => (this.trouble = refusal),
		});
	}

	#heed(): () => void {
		const stopped = connection.whenBack(() => this.#askUnlessHeard());
		const timer = setInterval(() => {
			if (connection.visible) this.#askUnlessHeard();
		}, ASKED_EVERY);
		return () => {
			stopped();
			clearInterval(timer);
			this.#unhear?.();
			this.#unhear = undefined;
		};
	}

	#askUnlessHeard(): void {
		if (live.hears(this.stream.name)) this.#hear();
		else void this.refresh();
	}

	get #key(): string {
		return `programme:${this.slug}`;
	}
}

function inPlace<R extends { position: number; name: string }>(shelf: ReadonlyMap<number, R>): R[] {
	return [...shelf.values()].sort(
		(one, other) => one.position - other.position || one.name.localeCompare(other.name),
	);
}

function commonest(words: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

function bySession(showings: readonly Showing[]): ReadonlyMap<number, Showing[]> {
	const groups = new Map<number, Showing[]>();
	for (const showing of showings) {
		const group = groups.get(showing.session.id);
		if (group) group.push(showing);
		else groups.set(showing.session.id, [showing]);
	}
	return groups;
}

const programmes = new Map<string, Programme>();

/** The programme of an edition; the same one for everybody who asks. */
export function programmeOf(slug: string): Programme {
	let programme = programmes.get(slug);
	if (!programme) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			programme = new Programme(slug);
			programmes.set(slug, programme);
		});
	}
	return programme as Programme;
}
