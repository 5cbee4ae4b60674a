/** A server at the other end of a wire, for tests: it holds a stream of named records, and does what it is told. */
import { vi } from 'vitest';
import type { LiveFrame, Opened, Refused } from '@/contract';
import { Live } from './live.svelte';
import { Stream, type Frame, type StreamRecord } from './stream.svelte';
import type { Connect, Listener, Wire } from './wire';

const PING = 10_000;

/** What a phone says of itself and its network. */
export class Phone {
	network = true;
	visible = true;
	online = true;
	readonly #back = new Set<() => void>();
	readonly #lost = new Set<() => void>();

	whenBack = (look: () => void) => (this.#back.add(look), () => this.#back.delete(look));
	whenLost = (look: () => void) => (this.#lost.add(look), () => this.#lost.delete(look));
	heard = () => void (this.online = true);
	lost = () => {
		this.online = false;
		for (const look of this.#lost) look();
	};

	leavesTheNetwork() {
		this.network = false;
		this.lost();
	}

	findsTheNetwork() {
		this.network = true;
		this.isLookedAt();
	}

	isLookedAt() {
		this.visible = true;
		for (const look of this.#back) look();
	}
}

interface Named extends StreamRecord {
	name: string;
}

/** One connection as the server sees it. */
interface Door {
	listener: Listener;
	cut: boolean;
	opened: Set<string>;
}

export class Server {
	head = 0;
	/** Whether it takes connections, or why it takes none. */
	takes: 'all' | 'away' | 'refused' = 'all';
	/** Whether it answers at all to `open`. */
	answers = true;
	/** How long its answer is on its way; what changes meanwhile overtakes it. */
	slow = 0;
	/** Whether it lets itself be heard every 10 s. */
	pings = true;
	problem: Refused['problem'] | undefined;
	readonly doors: Door[] = [];
	/** What it was asked: "open 7", "close". */
	readonly asked: string[] = [];
	readonly #records = new Map<number, StreamRecord>();
	readonly #stream: string;
	readonly #kind: string;

	constructor(stream: string, kind = 'room') {
		this.#stream = stream;
		this.#kind = kind;
	}

	connect: Connect = (listener) => {
		const door: Door = { listener, cut: false, opened: new Set() };
		this.doors.push(door);
		setTimeout(() => {
			if (door.cut) return;
			if (this.takes !== 'all') return listener.lost(this.takes);
			listener.connected(PING, 20_000);
			this.#ping(door);
		});
		return this.#wire(door);
	};

	/** Something changes; who listens is told, unless the frame gets lost. */
	renames(id: number, name: string, { told = true } = {}): LiveFrame {
		return this.changes({ id, name }, { told });
	}

	changes<R extends { id: number }>(record: R, { told = true } = {}): LiveFrame {
		this.#records.set(record.id, { ...record, rev: (this.head += 1) });
		const frame = this.since(this.head - 1);
		if (told) this.tells(frame);
		return frame;
	}

	tells(frame: LiveFrame): void {
		for (const { listener, opened } of this.standing()) {
			if (opened.has(frame.stream)) listener.changes(frame);
		}
	}

	since(since: number, { reset = since === 0 || since > this.head } = {}): LiveFrame {
		const changed = [...this.#records.values()].filter(({ rev }) => reset || rev > since);
		const records = { [this.#kind]: changed };
		return { stream: this.#stream, since: reset ? 0 : since, head: this.head, reset, records } as LiveFrame;
	}

	standing(): Door[] {
		return this.doors.filter(({ cut }) => !cut);
	}

	/** We are no longer signed in, as far as this stream goes. */
	putsOut(code = 'signed_out'): void {
		for (const { listener } of this.standing()) listener.out(this.#stream, code);
	}

	/** Every connection breaks. */
	breaks(): void {
		for (const { listener } of this.standing()) listener.lost('broken');
	}

	#ping(door: Door): void {
		setInterval(() => {
			if (!door.cut && this.pings) door.listener.beat();
		}, PING);
	}

	#wire(door: Door): Wire {
		return {
			open: (stream, since, patience) =>
				new Promise<Opened>((answer, refuse) => {
					this.asked.push(`open ${String(since)}`);
					setTimeout(refuse, patience);
					if (!this.answers || door.cut) return;
					if (this.problem) return answer({ ok: false, problem: this.problem });
					door.opened.add(stream);
					const frame = this.since(since);
					if (this.slow) setTimeout(() => answer({ ok: true, frame }), this.slow);
					else answer({ ok: true, frame });
				}),
			close: (stream) => {
				this.asked.push('close');
				door.opened.delete(stream);
			},
			type: (stream) => void this.asked.push(`typing ${stream}`),
			cut: () => (door.cut = true),
		};
	}
}

export const NAME = 'meeting:3';
export const SECOND = 1_000;
export const pass = (time: number) => vi.advanceTimersByTimeAsync(time);

/** A phone with its store of rooms, and the server it listens to: two rooms so far. */
export class Listening {
	readonly phone = new Phone();
	readonly server = new Server(NAME);
	readonly live: Live;
	readonly stream = new Stream<{ room: Named }>();
	/** What the follower was told besides frames. */
	readonly told: string[] = [];

	constructor(load?: () => Promise<Connect>) {
		this.live = new Live({
			load: load ?? (() => Promise.resolve(this.server.connect)),
			signals: this.phone,
		});
		this.server.renames(1, 'Hall A');
		this.server.renames(2, 'Hall B');
	}

	get names(): string[] {
		return [...this.stream.of('room').values()].map(({ name }) => name);
	}

	follow(): () => void {
		return this.live.follow(NAME, {
			head: () => this.stream.head,
			take: (frame) => this.stream.take(frame as Frame<{ room: Named }>),
			out: (code) => void this.told.push(`out: ${code}`),
			refused: (refusal) => void this.told.push(`refused: ${refusal.message}`),
		});
	}
}

/** One that is connected and has caught up. */
export async function listening(
	more: { before?: (one: Listening) => void; load?: () => Promise<Connect> } = {},
) {
	const one = new Listening(more.load);
	more.before?.(one);
	one.live.start();
	const stop = one.follow();
	await pass(1);
	return Object.assign(one, { stop });
}

export function aProblem(
	status: number,
	code: Refused['problem']['code'],
	detail: string,
): Refused['problem'] {
	return { status, code, detail, title: '', type: 'about:blank', request_id: '' };
}
