/**
 * One named stream of the server (`meeting:3`, `me:12`): its records by kind and id, and how far we have heard.
 * Snapshot, catch-up and live frames all enter through `take()`.
 */
export interface StreamRecord {
	id: number;
	rev: number;
}

/** What is left of a removed record. */
interface Tombstone extends StreamRecord {
	removed: unknown;
}

export interface Frame<Kinds> {
	stream: string;
	since: number;
	head: number;
	reset?: boolean;
	records: { [Kind in keyof Kinds]?: (Kinds[Kind] | Tombstone)[] };
}

type Shelf<R> = ReadonlyMap<number, R>;
type Shelves<Kinds> = { readonly [Kind in keyof Kinds]?: Shelf<Kinds[Kind]> };

export class Stream<Kinds extends Record<keyof Kinds, StreamRecord>> {
	#shelves = $state.raw<Shelves<Kinds>>({});
	#head = $state.raw(0);
	#name = '';

	get head(): number {
		return this.#head;
	}

	/** What the server calls it; empty until something was taken. */
	get name(): string {
		return this.#name;
	}

	/** The records of a kind by id, as they are now. */
	of<Kind extends keyof Kinds>(kind: Kind): Shelf<Kinds[Kind]> {
		return this.#shelves[kind] ?? new Map<number, Kinds[Kind]>();
	}

	/**
	 * Take in records from anywhere: a page, a catch-up, a live frame. Older news never overwrites newer. `asked` is the
	 * head when an answer was asked for: a reset may go back, but not behind news that came meanwhile.
	 */
	take(frame: Frame<Kinds>, asked = this.#head): 'taken' | 'gap' | 'known' {
		const whole = frame.reset === true || frame.since === 0;
		if (frame.head <= this.#head && !this.#mayGoBack(frame, asked)) return 'known';
		if (!whole && frame.since > this.#head) return 'gap';
		this.#shelves = merged(whole ? {} : this.#shelves, frame.records);
		this.#head = frame.head;
		this.#name = frame.stream;
		return 'taken';
	}

	#mayGoBack({ reset }: Frame<Kinds>, asked: number): boolean {
		return reset === true && asked === this.#head;
	}

	/** All of it as one frame, to be kept on this phone and taken again. */
	whole(): Frame<Kinds> {
		const records: Frame<Kinds>['records'] = {};
		for (const kind of Object.keys(this.#shelves) as (keyof Kinds)[]) {
			records[kind] = [...this.of(kind).values()];
		}
		return { stream: this.#name, since: 0, head: this.#head, records };
	}

	/**
	 * One record ahead of its frame, as the answer to a change brings it; the head stays, so the frame is still asked for.
	 * False for what is known.
	 */
	learn<Kind extends keyof Kinds>(kind: Kind, record: Kinds[Kind]): boolean {
		if (record.rev <= this.#head) return false;
		const news: Frame<Kinds>['records'] = {};
		news[kind] = [record];
		this.#shelves = merged(this.#shelves, news);
		return true;
	}

	clear(): void {
		this.#shelves = {};
		this.#head = 0;
	}
}

function merged<Kinds extends Record<keyof Kinds, StreamRecord>>(
	before: Shelves<Kinds>,
	news: Frame<Kinds>['records'],
): Shelves<Kinds> {
	const after: { [Kind in keyof Kinds]?: Shelf<Kinds[Kind]> } = { ...before };
	for (const kind of Object.keys(news) as (keyof Kinds)[]) {
		const shelf = new Map(before[kind]);
		for (const record of news[kind] ?? []) {
			// One that was learned ahead of its frame may be newer.
			if ((shelf.get(record.id)?.rev ?? 0) > record.rev) continue;
			if ('removed' in record) shelf.delete(record.id);
			else shelf.set(record.id, record);
		}
		after[kind] = shelf;
	}
	return after;
}
