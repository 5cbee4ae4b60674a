/**
 * One channel as this phone knows it: runs of its messages by number, of which one is in view. Live frames and pages
 * asked for enter it alike; of two states of a message the later stays, and a reset forgets all that was known.
 */
import type { Frame, StreamRecord } from '@/core/stream.svelte';
import type { Message, Page } from '@/contract';
import { withoutQuote } from './cleansing';
import { tellGone } from './gone';
import { spanAt, withSpan, type Span } from './spans';

export type TalkFrame = Frame<{ message: Message }>;
/** The newest page as a phone keeps it: what comes after `last` was learned ahead of the frames that lead to it. */
export type NewestPage = TalkFrame & { last?: number };
type News = Message | (StreamRecord & { removed: unknown });
type Told = Pick<Page, 'messages' | 'first' | 'last' | 'newest' | 'head'>;

/** Where a message was that is no more. */
export interface Gone {
	number: number;
	gone: true;
}
export type Line = Message | Gone;

/** So many of the newest are kept for the next time. */
const KEPT = 50;

export class Talking {
	/** Changed in place, since copies of thousands would cost too much; `#turn` tells that something did. */
	readonly #byNumber = new Map<number, Message>();
	readonly #numbers = new Map<number, number>();
	/** What was removed, and when: an older page may still hold it. */
	readonly #gone = new Map<number, number>();
	/** Changed while a page was on its way that may hold an older state of it. */
	readonly #meanwhile = new Map<number, Message>();
	/** Removed, and not told on yet. */
	readonly #lost: number[] = [];
	readonly #listeners = new Set<(news: readonly News[]) => void>();
	#asking = 0;
	/** Counts resets: what was asked for before one is not believed after it. */
	#era = 0;
	#name = '';
	/** The highest number that frames have told: what they tell next follows it without a hole. */
	#heardTo = 0;
	#turn = $state.raw(0);
	#head = $state.raw(0);
	#told = $state.raw(false);
	#spans = $state.raw<readonly Span[]>([]);
	/** The number the reader jumped to; undefined for the newest. */
	#place = $state.raw<number | undefined>();

	get head(): number {
		return this.#head;
	}

	/** Whether anything was told of it yet, be it that it is empty. */
	get told(): boolean {
		return this.#told;
	}

	get place(): number | undefined {
		return this.#place;
	}

	readonly #last = $derived(this.#spans.at(-1));
	/** The run of messages in view. */
	readonly span = $derived.by(
		() => (this.#place === undefined ? undefined : spanAt(this.#spans, this.#place)) ?? this.#last,
	);
	/** In the order of their numbers; at the newest also what was learned ahead of the frame that leads to it. */
	readonly shown: readonly Line[] = $derived.by(() => {
		void this.#turn;
		const lines = this.span ? this.#between(this.span) : [];
		return this.hasNewer ? lines : [...lines, ...this.#ahead()];
	});
	readonly hasOlder = $derived((this.span?.first ?? 1) > 1);
	readonly hasNewer = $derived(this.span !== this.#last);
	/** The highest number that is known. */
	readonly newest = $derived.by(() => {
		void this.#turn;
		return this.#ahead().at(-1)?.number ?? this.#last?.last ?? 0;
	});

	/** The message with this number, if it is known. */
	message(number: number): Message | undefined {
		void this.#turn;
		return this.#byNumber.get(number);
	}

	withId(id: number): Message | undefined {
		return this.message(this.#numbers.get(id) ?? 0);
	}

	/** Takes in a live frame. `asked` is the head when an answer was asked for, as for any stream. */
	take(frame: TalkFrame, asked = this.#head): 'taken' | 'gap' | 'known' {
		const taken = this.#weigh(frame, asked);
		if (taken === 'gap') return taken;
		this.#told = true;
		if (taken === 'known') return taken;
		if (isWhole(frame)) this.#clear();
		this.#hear(frame.records.message ?? []);
		this.#name = frame.stream;
		this.#head = frame.head;
		return taken;
	}

	#weigh(frame: TalkFrame, asked: number): 'taken' | 'gap' | 'known' {
		const back = frame.reset === true && asked === this.#head;
		if (frame.head <= this.#head && !back) return 'known';
		return !isWhole(frame) && frame.since > this.#head ? 'gap' : 'taken';
	}

	/** One message ahead of its frame, as the answer to a change brings it. */
	learn(message: Message): void {
		if (this.#wants(message.number)) this.#keep(message);
		this.#changed([message]);
	}

	/** Asks for a page and takes it in; undefined when what it tells was overtaken by a reset. */
	async ask<P extends Told>(asking: () => Promise<P>): Promise<P | undefined> {
		const era = this.#era;
		this.#asking += 1;
		try {
			const page = await asking();
			if (era !== this.#era) return undefined;
			this.#fill(page);
			return page;
		} finally {
			this.#asking -= 1;
			if (this.#asking === 0) this.#meanwhile.clear();
		}
	}

	/** There is nothing between these numbers any more. */
	nothing(first: number, last: number): void {
		this.#spans = withSpan(this.#spans, { first, last });
		this.#changed([]);
	}

	/** Puts this number in view, once it is known; undefined stands for the newest. */
	look(place: number | undefined): boolean {
		if (place !== undefined && !spanAt(this.#spans, place)) return false;
		this.#place = place;
		this.#settle();
		return true;
	}

	/** Tells of every message that is heard, also of those not in view. Returns the way to stop. */
	whenHeard(tell: (news: readonly News[]) => void): () => void {
		this.#listeners.add(tell);
		return () => this.#listeners.delete(tell);
	}

	/** The newest page, to be kept on this phone and restored from it; undefined when there is nothing to keep. */
	page(): NewestPage | undefined {
		if (this.#head === 0) return undefined;
		const run = this.#last ? this.#messages(this.#last) : [];
		const message = [...run, ...this.#ahead()].slice(-KEPT);
		return {
			stream: this.#name,
			since: 0,
			head: this.#head,
			last: this.#last?.last ?? 0,
			records: { message },
		};
	}

	/** Takes in a page that was kept. */
	restore(page: NewestPage): void {
		const { run, ahead } = apart(page);
		this.take({ ...page, records: { message: run } });
		for (const message of ahead) this.learn(message);
	}

	/** Of these nothing is shown any more, wherever it was heard. */
	lose(gone: ReadonlySet<number>): void {
		const before = this.#byNumber.size;
		for (const id of gone) this.#drop(id, Math.max(this.#head, this.#gone.get(id) ?? 0));
		let quoted = false;
		for (const message of this.#byNumber.values()) {
			const changed = withoutQuote(message, gone);
			if (changed) this.#byNumber.set(changed.number, changed);
			quoted ||= changed !== undefined;
		}
		if (quoted || this.#byNumber.size < before) this.#changed([]);
	}

	/** Lets go of all but the newest page, and looks there again. */
	rest(): void {
		this.#place = undefined;
		const page = this.page();
		if (!page || this.#byNumber.size <= 2 * KEPT) return;
		const heardTo = this.#heardTo;
		const { run, ahead } = apart(page);
		this.#clear();
		this.#hear(run);
		for (const message of ahead) this.#keep(message);
		this.#heardTo = heardTo;
	}

	forget(): void {
		this.#clear();
		this.#place = undefined;
		this.#head = 0;
		this.#told = false;
	}

	#clear(): void {
		for (const map of [this.#byNumber, this.#numbers, this.#gone, this.#meanwhile]) map.clear();
		this.#spans = [];
		this.#heardTo = 0;
		this.#era += 1;
		this.#turn += 1;
	}

	/** All there is from the first to the last number of the page; what it lacks was removed. */
	#fill({ messages, first, last, head }: Told): void {
		const within = ({ number }: Pick<Message, 'number'>) => first <= number && number <= last;
		const here = new Set(messages.map(({ number }) => number));
		for (let number = first; number <= last; number += 1) {
			const known = here.has(number) ? undefined : this.#byNumber.get(number);
			if (known && known.rev <= head) this.#remove(known.id, head);
		}
		for (const message of messages) this.#keep(message);
		for (const message of this.#meanwhile.values()) if (within(message)) this.#keep(message);
		this.#spans = withSpan(this.#spans, { first, last });
		this.#told = true;
		this.#changed([]);
	}

	/** What a frame tells: all that was said since the last one, and whatever else changed. */
	#hear(news: readonly News[]): void {
		const messages = news.filter((one): one is Message => !('removed' in one));
		for (const one of news) if ('removed' in one) this.#remove(one.id, one.rev);
		const said = messages.filter(({ number }) => number > this.#heardTo).map(({ number }) => number);
		for (const message of messages) {
			if (this.#wants(message.number)) this.#keep(message);
			else if (this.#asking > 0) this.#meanwhile.set(message.number, message);
		}
		if (said.length > 0) this.#follows(Math.min(...said), Math.max(...said));
		this.#changed(news);
	}

	/** What comes next, what is known, and what was removed between known ones and is put back. */
	#wants(number: number): boolean {
		return number > this.#heardTo || this.#byNumber.has(number) || spanAt(this.#spans, number) !== undefined;
	}

	#follows(first: number, last: number): void {
		const from = this.#heardTo > 0 ? this.#heardTo + 1 : first;
		this.#spans = withSpan(this.#spans, { first: from, last });
		this.#heardTo = last;
	}

	#changed(news: readonly News[]): void {
		this.#settle();
		this.#turn += 1;
		for (const tell of this.#listeners) tell(news);
		tellGone(this.#lost.splice(0));
	}

	#remove(id: number, rev: number): void {
		this.#drop(id, rev);
		this.#lost.push(id);
	}

	#drop(id: number, rev: number): void {
		this.#gone.set(id, rev);
		this.#byNumber.delete(this.#numbers.get(id) ?? 0);
	}

	#keep(message: Message): void {
		const known = this.#byNumber.get(message.number);
		if (Math.max(known?.rev ?? 0, this.#gone.get(message.id) ?? 0) > message.rev) return;
		this.#byNumber.set(message.number, message);
		this.#numbers.set(message.id, message.number);
	}

	/** Whoever has come down to the newest looks at the newest from there on. */
	#settle(): void {
		if (this.#place !== undefined && spanAt(this.#spans, this.#place) === this.#spans.at(-1)) {
			this.#place = undefined;
		}
	}

	#ahead(): Message[] {
		const last = this.#spans.at(-1)?.last ?? 0;
		const numbers = [...this.#numbers.values()].filter((number) => number > last);
		return numbers.sort((one, other) => one - other).flatMap((number) => this.#byNumber.get(number) ?? []);
	}

	#between({ first, last }: Span): Line[] {
		const lines: Line[] = [];
		for (let number = first; number <= last; number += 1) {
			lines.push(this.#byNumber.get(number) ?? { number, gone: true });
		}
		return lines;
	}

	#messages(span: Span): Message[] {
		return this.#between(span).filter((line): line is Message => !('gone' in line));
	}
}

function apart({ last = Infinity, records }: NewestPage): { run: Message[]; ahead: Message[] } {
	const messages = (records.message ?? []).filter((one): one is Message => !('removed' in one));
	return {
		run: messages.filter(({ number }) => number <= last),
		ahead: messages.filter(({ number }) => number > last),
	};
}

function isWhole({ reset, since }: TalkFrame): boolean {
	return reset === true || since === 0;
}
