/**
 * One stream as it is heard over a connection: opened with how far we are, then frame by frame. A frame that leaves a gap
 * waits for its straggler, then the stream is opened again, which tells all that is missing.
 */
import type { LiveFrame, Opened, Refused } from '@/contract';
import { Refusal } from './api';
import type { Wire } from './wire';

/** Whoever keeps the records of a stream. */
export interface Follower {
	/** How far it has heard. */
	head: () => number;
	take: (frame: LiveFrame) => 'taken' | 'gap' | 'known';
	/** We may not hear it any more: nothing personal of it may stay. */
	out: (code: string) => void;
	/** The server would not open it. */
	refused: (refusal: Refusal) => void;
	/** About so many are here. */
	present?: (people: number) => void;
	typing?: (person: number) => void;
}

export const STRAGGLER = 300;
/** After a refusal that may pass (too much at once, a fault): asked again in this time or up to twice as much. */
const AGAIN = 5_000;
/** How long an answer may take on a slow network. */
export const PATIENCE = 20_000;
const MOST_EARLY = 100;
const passes = (status: number) => status === 429 || status >= 500;

export class Hearing {
	readonly stream: string;
	follower: Follower;
	/** `heard`: the server tells us what changes. `refused`: it will not. */
	standing: 'closed' | 'heard' | 'refused' = 'closed';
	readonly #settled: () => void;
	#wire: Wire | undefined;
	#opening: { wire: Wire; done: Promise<boolean> } | undefined;
	/** Frames that came before the one they follow. */
	#early: LiveFrame[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `settled` is called whenever its standing changed by what the server said. */
	constructor(stream: string, follower: Follower, settled: () => void) {
		this.stream = stream;
		this.follower = follower;
		this.#settled = settled;
	}

	/** Opens it, or catches up when it is open. False when nobody answered in time. */
	open(wire: Wire, patience: number): Promise<boolean> {
		if (this.#opening?.wire === wire) return this.#opening.done;
		this.#wire = wire;
		const done = this.#open(wire, patience).finally(() => {
			if (this.#opening?.wire === wire) this.#opening = undefined;
		});
		this.#opening = { wire, done };
		return done;
	}

	take(frame: LiveFrame): void {
		const taken = this.follower.take(frame);
		if (taken === 'gap') this.#wait(frame);
		else if (taken === 'taken') this.#takeEarly();
	}

	out(code: string): void {
		this.lost();
		this.standing = 'refused';
		this.#settled();
		this.follower.out(code);
	}

	/** The connection is gone, and with it whatever was on its way. */
	lost(): void {
		this.standing = 'closed';
		this.#wire = undefined;
		this.#opening = undefined;
		this.#early = [];
		this.#rest();
	}

	async #open(wire: Wire, patience: number): Promise<boolean> {
		const before = new Set(this.#early);
		let opened: Opened;
		try {
			opened = await wire.open(this.stream, this.follower.head(), patience);
		} catch {
			return this.#wire !== wire;
		}
		if (this.#wire === wire) this.#answered(opened, before);
		return true;
	}

	#answered(opened: Opened, before: ReadonlySet<LiveFrame>): void {
		if (!opened.ok) return this.#refused(opened.problem);
		this.standing = 'heard';
		this.#settled();
		this.take(opened.frame);
		// The answer is younger than these: what it did not fill, nothing will.
		this.#early = this.#early.filter((frame) => !before.has(frame));
		if (this.#early.length > 0) this.#openSoon(STRAGGLER);
	}

	#refused(problem: Refused['problem']): void {
		const passing = passes(problem.status);
		this.standing = passing ? 'closed' : 'refused';
		this.#settled();
		if (passing) this.#openSoon(AGAIN * (1 + Math.random()));
		else this.follower.refused(new Refusal(problem.status, problem));
	}

	#wait(frame: LiveFrame): void {
		if (this.#early.length < MOST_EARLY) this.#early.push(frame);
		this.#openSoon(STRAGGLER);
	}

	#takeEarly(): void {
		const waiting = this.#early.sort((one, other) => one.since - other.since);
		this.#early = waiting.filter((frame) => this.follower.take(frame) === 'gap');
		// While it is closed, the timer is all that opens it again.
		if (this.#early.length === 0 && this.standing === 'heard') this.#rest();
	}

	#openSoon(after: number): void {
		const wire = this.#wire;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			if (wire && wire === this.#wire) void this.open(wire, PATIENCE);
		}, after);
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}
