/**
 * The channels this phone knows: each is heard while somebody looks, and asked for now and then where it cannot be heard.
 * The newest page of each is kept; it shows before the network only with what was removed meanwhile taken out.
 */
import type { Channel, LiveFrame, Message, Page } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { drop, keep, kept } from '@/core/kept';
import { live } from '@/core/live.svelte';
import type { Frame } from '@/core/stream.svelte';
import { mine } from '@/people';
import { nameOf } from './around/telling';
import { namedIn, withoutGone } from './cleansing';
import { askPage, type Where } from './asking';
import { channels } from './channels.svelte';
import { whenGone } from './gone';
import { Here } from './here.svelte';
import { Own } from './own.svelte';
import { ask } from './sweeping';
import { Talking, type NewestPage, type TalkFrame } from './talking.svelte';

interface Kept {
	frame: NewestPage;
	channel: Channel | undefined;
	/** When the server was heard with it, in milliseconds. */
	at: number;
}

const ASKED_EVERY = 60_000;
/** So long a kept page waits for the server to say what was removed from it; then there is nobody to ask. */
const WAITS = 4_000;

export class Talk {
	readonly id: number;
	readonly talking = new Talking();
	readonly here: Here;
	readonly own: Own;
	/** As its own stream tells it. */
	#heard = $state.raw<Channel | undefined>();
	/** Why there is nothing to show; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	readonly stream: string;
	/** As the phone kept it, until it is known to be current or there is nobody to ask. */
	#held: Kept | undefined;
	#heardAt = 0;
	#followers = 0;
	#stop: (() => void) | undefined;
	#opening: Promise<void> | undefined;
	#asking: Promise<void> | undefined;
	readonly #keeper = new Keeper(() => this.#keep());

	constructor(id: number) {
		this.id = id;
		this.stream = `channel:${String(id)}`;
		this.here = new Here(this.stream);
		this.own = new Own(id, this.talking);
		this.talking.whenHeard((news) => {
			for (const one of news) if ('author' in one) this.here.stopped(one.author.id);
		});
	}

	/** Keeps it current as long as somebody looks. Returns the way to stop. */
	follow(): () => void {
		this.#followers += 1;
		if (this.#followers === 1) this.#stop = this.#heed();
		return () => {
			this.#followers -= 1;
			if (this.#followers > 0) return;
			this.#stop?.();
			this.talking.rest();
		};
	}

	/** Asks for the newest page; asking twice at once asks once. */
	refresh(): Promise<void> {
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	/** A page of it; undefined when it could not be had. `patient`: whoever asks says so by itself. */
	async page(where: Where): Promise<Page | undefined> {
		const page = await this.talking.ask(() => askPage(this.id, where));
		if (!page) return this.page(where);
		if (page.last < page.first) this.#nothing(where, page);
		this.own.learnOf(page.messages, page.mine);
		return page;
	}

	/** As the list has it, where it has; with what was heard since. */
	readonly listed = $derived.by(() => channels.get(this.id));
	readonly channel: Channel | undefined = $derived.by(() => {
		const [heard, listed] = [this.#heard, this.listed];
		return heard && listed ? (heard.rev > listed.rev ? heard : listed) : (heard ?? listed);
	});
	/** What it is called; a direct one after whom it is with. */
	readonly title = $derived.by(() => (this.listed ? nameOf(this.listed) : (this.channel?.title ?? '')));

	/** A message of mine that the server has, ahead of its frame: this phone shows it from now on, also without a network. */
	async learn(message: Message): Promise<void> {
		await this.#open();
		if (this.#held) this.#held = { ...this.#held, frame: withAhead(this.#held.frame, message) };
		this.talking.learn(message);
		this.#keeper.soon();
	}

	/** Of these messages nothing is shown any more. */
	lose(gone: ReadonlySet<number>): void {
		if (this.#held)
			this.#held = { ...this.#held, frame: withoutGone(this.#held.frame, gone) ?? this.#held.frame };
		this.talking.lose(gone);
		if (this.talking.told) this.#keeper.soon();
	}

	forget(): void {
		this.#keeper.drop();
		this.#held = undefined;
		this.#opening = undefined;
		this.#heard = undefined;
		this.talking.forget();
		void drop('mine', this.#key);
	}

	get #key(): string {
		return `channel:${String(this.id)}`;
	}

	#nothing(where: Where, { newest }: Page): void {
		if ('before' in where) this.talking.nothing(1, where.before - 1);
		if ('after' in where) this.talking.nothing(where.after + 1, newest);
	}

	#heed(): () => void {
		let over = false;
		let unhear: (() => void) | undefined;
		void this.#open().then(() => {
			if (!over) unhear = this.#hear();
		});
		const back = connection.whenBack(() => this.#askUnlessHeard());
		const timer = setInterval(() => this.#askUnlessHeard(), ASKED_EVERY);
		return () => {
			over = true;
			unhear?.();
			back();
			clearInterval(timer);
		};
	}

	#hear(): () => void {
		const stop = live.follow(this.stream, {
			head: () => this.#held?.frame.head ?? this.talking.head,
			take: (frame) => this.#take(frame),
			out: () => this.forget(),
			refused: (refusal) => (this.trouble = refusal),
			present: (people) => this.here.present(people),
			typing: (person) => this.here.types(person),
		});
		this.#askUnlessHeard();
		return stop;
	}

	#open(): Promise<void> {
		this.#opening ??= kept<Kept>('mine', this.#key).then((before) => {
			if (!before || this.talking.told) return;
			this.#held = before;
			this.#heardAt = before.at;
			this.#heard ??= before.channel;
			if (connection.online) void this.#askWhatIsGone(before);
			else this.#release();
		});
		return this.#opening;
	}

	/** Nothing that was removed is shown, be it for a moment. */
	async #askWhatIsGone({ frame }: Kept): Promise<void> {
		const patience = new Promise((over) => setTimeout(over, WAITS));
		await Promise.race([ask(namedIn(frame)).catch(() => undefined), patience]);
		this.#release();
	}

	/** What was kept comes into view. Whatever changed meanwhile follows within the same frame of the screen, if it is here. */
	#release(): void {
		const held = this.#held;
		this.#held = undefined;
		if (held && this.talking.head === 0) this.talking.restore(held.frame);
	}

	#askUnlessHeard(): void {
		if (connection.visible && !live.hears(this.stream)) void this.refresh();
	}

	async #ask(): Promise<void> {
		try {
			await Promise.all([channels.lookAt(this.id), this.#askNewest()]);
			this.trouble = undefined;
		} catch (error) {
			this.#release();
			this.trouble = error instanceof Refusal ? error : new Unreachable();
		}
	}

	/** Without a connection, the newest page is all that tells what is new. */
	async #askNewest(): Promise<void> {
		if (live.hears(this.stream)) return;
		const page = await this.page({ to: 'newest' });
		this.#held = undefined;
		if (page) this.#told();
	}

	#take(frame: LiveFrame): 'taken' | 'gap' | 'known' {
		this.#release();
		const { records } = frame as Frame<{ channel: Channel }>;
		for (const channel of records.channel ?? []) if ('kind' in channel) this.#heard = channel;
		const taken = this.talking.take(frame as TalkFrame);
		channels.hear(frame);
		this.trouble = undefined;
		if (taken !== 'gap') this.#told();
		return taken;
	}

	#told(): void {
		this.#heardAt = Date.now();
		this.#keeper.soon();
	}

	async #keep(): Promise<void> {
		const frame = this.#held?.frame ?? this.talking.page();
		if (!frame) return;
		const value: Kept = { frame, channel: this.channel, at: this.#heardAt };
		await keep('mine', this.#key, value);
	}
}

function withAhead(frame: NewestPage, message: Message): NewestPage {
	const { message: before = [] } = frame.records;
	const last = frame.last ?? Math.max(0, ...before.map((one) => ('number' in one ? one.number : 0)));
	return { ...frame, last, records: { message: [...before, message] } };
}

const known = new Map<number, Talk>();

/** A channel; the same for everybody who asks. */
export function talkOf(id: number): Talk {
	let talk = known.get(id);
	if (!talk) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			talk = new Talk(id);
			known.set(id, talk);
		});
	}
	return talk as Talk;
}

whenGone((gone) => {
	for (const talk of known.values()) talk.lose(gone);
});

mine.whenGone(() => {
	for (const talk of known.values()) talk.forget();
});
