/**
 * The moderators' queue. The stream `moderation:1` tells that something happened to a case, without a word of anybody;
 * what the rows say is then asked for. Nothing of it is kept on the phone, since it is about others.
 *
 * Cases stand still under the thumb: a new one waits behind a line that counts it, and one that somebody else decided
 * stays in its place and says so, until the list is put in order again.
 */
import type { CaseRecord, CaseRow, LiveFrame } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { live } from '@/core/live.svelte';
import { Stream, type Frame } from '@/core/stream.svelte';
import { mine } from '@/people';
import * as doors from './doors';
import { ALL, byDecision, byUrgency, partOf, type Only, type Part, type Waiting } from './order';

const STREAM = 'moderation:1';
/** How often it is asked for while news do not come by themselves. */
const ASKED_EVERY = 20_000;

interface Kinds {
	case: CaseRecord;
}
type Ask = typeof doors.askCases;

export class Queue {
	/** The part that is shown; it stays as one goes to a case and comes back. */
	#part = $state<Part>('open');
	#only = $state.raw<Only>(ALL);
	#rows = $state.raw<ReadonlyMap<number, CaseRow>>(new Map());
	#done = $state.raw<readonly CaseRow[] | undefined>();
	/** What stands in the list, in this order, until it is put in order again. */
	#settled = $state.raw<readonly number[]>([]);
	#more = $state.raw<Record<'open' | 'decided', number | null>>({ open: null, decided: null });
	#counts = $state.raw<Record<Waiting, number>>({ open: 0, held: 0, appeals: 0 });
	here = $state(false);
	/** Why there is nothing, or nothing more; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	/** About so many moderators have the desk open. */
	present = $state(0);
	readonly #stream = new Stream<Kinds>();
	readonly #ask: Ask;
	/** Decided by me: an older answer does not bring them back. */
	readonly #over = new Set<number>();
	#followers = 0;
	#stop: (() => void) | undefined;
	#asking: Promise<void> | undefined;
	/** At once, then no more than once a second, however much happens. */
	readonly #soon = new Keeper(() => this.#again());

	constructor(ask: Ask = doors.askCases) {
		this.#ask = ask;
	}

	/** The open cases as they are by now, those in the list that were decided meanwhile with them. */
	readonly #known = $derived.by(() => {
		const records = this.#stream.of('case');
		return new Map([...this.#rows].map(([id, row]) => [id, withNews(row, records.get(id))]));
	});

	get part(): Part {
		return this.#part;
	}

	/** Another part is shown, in order. */
	show(part: Part): void {
		this.#part = part;
		if (part === 'done') return void this.refreshDone();
		this.settle();
		void this.#lookBelow();
	}

	get only(): Only {
		return this.#only;
	}

	get narrowed(): boolean {
		return this.#only.mine || this.#only.channel !== null;
	}

	/** Only so much is shown, in every part; another answer than the one on its way. */
	narrow(only: Only): void {
		this.#only = only;
		this.#empty();
		void this.#again();
		if (this.#part === 'done') void this.refreshDone();
	}

	/** What stands in the list of this part. */
	readonly shown: readonly CaseRow[] | undefined = $derived.by(() => {
		if (this.#part === 'done') return this.#done;
		if (!this.here) return undefined;
		return this.#settled
			.flatMap((id) => this.#known.get(id) ?? [])
			.filter((row) => partOf(row) === this.#part);
	});

	/** How many have come to this part since it was put in order. */
	readonly fresh = $derived.by(() => {
		const settled = new Set(this.#settled);
		const waits = (row: CaseRow) => !row.decided_at && partOf(row) === this.#part && !settled.has(row.id);
		return [...this.#known.values()].filter(waits).length;
	});

	/** How many wait in a part. */
	count(part: Waiting): number {
		return this.#counts[part];
	}

	get waiting(): number {
		const { open, held, appeals } = this.#counts;
		return open + held + appeals;
	}

	get more(): boolean {
		return this.#more[this.#part === 'done' ? 'decided' : 'open'] !== null;
	}

	/** How the newest news of a case are numbered; 0 for one that nothing was heard of. */
	revOf(id: number): number {
		return Math.max(this.#stream.of('case').get(id)?.rev ?? 0, this.#rows.get(id)?.rev ?? 0);
	}

	rowOf(id: number): CaseRow | undefined {
		return this.#known.get(id);
	}

	/** Puts the list in order: the most urgent first, and what is decided out of it. */
	settle(): void {
		const open = [...this.#known.values()].filter((row) => !row.decided_at);
		this.#settled = open.sort(byUrgency).map(({ id }) => id);
	}

	/** A row that an answer brought, ahead of its frame. */
	learn(row: CaseRow): void {
		this.#put([row]);
	}

	/** I decided it: it no longer stands in my way. */
	done(id: number): void {
		const row = this.#known.get(id);
		if (row && !row.decided_at)
			this.#counts = { ...this.#counts, [partOf(row)]: this.#counts[partOf(row)] - 1 };
		this.#over.add(id);
		this.#settled = this.#settled.filter((one) => one !== id);
		this.#rows = new Map([...this.#rows].filter(([one]) => one !== id));
		this.#soon.soon();
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

	/** Asks for what waits; asking twice at once asks once. */
	refresh(): Promise<void> {
		this.#asking ??= this.#refresh().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	async refreshDone(before?: number): Promise<void> {
		await this.#try(async () => {
			const page = await this.#asked({ state: 'decided', before });
			if (!page) return;
			const told = new Set(page.cases.map(({ id }) => id));
			const earlier = before === undefined ? [] : (this.#done ?? []).filter(({ id }) => !told.has(id));
			this.#done = [...earlier, ...page.cases].sort(byDecision);
			this.#more = { ...this.#more, decided: page.next };
		});
	}

	/** What stands below the end of the list. */
	async further(): Promise<void> {
		const { open, decided } = this.#more;
		if (this.#part === 'done' && decided !== null) return this.refreshDone(decided);
		if (open === null) return;
		await this.#try(async () => {
			const page = await this.#asked({ state: 'open', before: open });
			if (!page) return;
			this.#put(page.cases);
			this.#more = { ...this.#more, open: page.next };
			this.#settled = [...new Set([...this.#settled, ...page.cases.map(({ id }) => id)])];
		});
	}

	/** What the stream tells. */
	take(frame: LiveFrame): ReturnType<Stream<Kinds>['take']> {
		const taken = this.#stream.take(frame as Frame<Kinds>);
		if (taken === 'taken' && (frame.records as Frame<Kinds>['records']).case?.length) this.#soon.soon();
		return taken;
	}

	/** Whoever may no longer see it keeps nothing of it. */
	forget(): void {
		this.#soon.drop();
		this.#stream.clear();
		this.#empty();
		this.#only = ALL;
		this.#counts = { open: 0, held: 0, appeals: 0 };
	}

	#empty(): void {
		this.#rows = new Map();
		this.#settled = [];
		this.#done = undefined;
		this.here = false;
	}

	/** A page of what is wanted; undefined when by now something else is. */
	async #asked(page: { state: 'open' | 'decided'; before?: number | undefined }) {
		const only = this.#only;
		const told = await this.#ask({ ...page, only });
		return only === this.#only ? told : undefined;
	}

	#heed(): () => void {
		const unheard = () => {
			if (!live.hears(STREAM)) void this.refresh();
		};
		const unhear = live.follow(STREAM, {
			head: () => this.#stream.head,
			take: (frame) => this.take(frame),
			out: () => (this.forget(), void this.refresh()),
			refused: (refusal) => this.#refused(refusal),
			present: (people) => (this.present = people),
		});
		void this.refresh();
		const stopped = connection.whenBack(unheard);
		const timer = setInterval(() => connection.visible && unheard(), ASKED_EVERY);
		return () => {
			unhear();
			stopped();
			clearInterval(timer);
		};
	}

	/** An answer on its way may be older than the news. */
	async #again(): Promise<void> {
		await this.#asking;
		await this.refresh();
	}

	async #refresh(): Promise<void> {
		await this.#try(async () => {
			const told = await this.#asked({ state: 'open' });
			if (!told) return;
			const { cases, next, open, held, appeals } = told;
			const first = !this.here;
			const empty = this.shown?.length === 0;
			this.#replace(cases, next !== null);
			this.#counts = { open: open - held - appeals, held, appeals };
			if (first || this.#more.open === null || next === null) this.#more = { ...this.#more, open: next };
			this.here = true;
			// Under nobody's thumb nothing can jump.
			if (first || empty) this.settle();
		});
		await this.#lookBelow();
	}

	/** A page has the most urgent of all parts; when none of it is of this part, what stands below may be. */
	async #lookBelow(): Promise<void> {
		const { open } = this.#more;
		if (this.#part === 'done' || this.shown?.length !== 0 || open === null) return;
		await this.further();
		if (this.#more.open !== open) await this.#lookBelow();
	}

	/** What is open is this; what stands in the list and is decided by now stays there. Of a page, what is below it stays too. */
	#replace(cases: readonly CaseRow[], isPage: boolean): void {
		const open = new Set(cases.map(({ id }) => id));
		const settled = new Set(this.#settled);
		const stays = ({ id, decided_at }: CaseRow) =>
			!open.has(id) && settled.has(id) && (isPage || decided_at !== null);
		const before = [...this.#known.values()].filter(stays);
		this.#rows = new Map(before.map((row) => [row.id, row]));
		this.#put(cases);
	}

	#put(rows: readonly CaseRow[]): void {
		const newer = rows.filter(({ id, rev }) => !this.#over.has(id) && (this.#rows.get(id)?.rev ?? 0) <= rev);
		this.#rows = new Map([...this.#rows, ...newer.map((row) => [row.id, row] as const)]);
	}

	async #try(act: () => Promise<void>): Promise<void> {
		try {
			await act();
			this.trouble = undefined;
		} catch (error) {
			if (error instanceof Refusal) this.#refused(error);
			else if (error instanceof Unreachable) this.trouble = error;
			else throw error;
		}
	}

	#refused(refusal: Refusal): void {
		if ([401, 403, 404].includes(refusal.status)) this.forget();
		this.trouble = refusal;
	}
}

/** What the stream says of it is newer than the row, which comes as soon as it is asked for. */
function withNews(row: CaseRow, record: CaseRecord | undefined): CaseRow {
	if (!record || record.rev <= row.rev) return row;
	const claimant = record.claimed_by === row.claimed_by ? row.claimant : null;
	return { ...row, ...record, claimant };
}

export const queue = new Queue();

mine.whenGone(() => queue.forget());
