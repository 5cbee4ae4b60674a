/** Where the reader is in a channel: what was on the screen, what is new since, and what is said aloud of it. */
import { aloud } from '@/core/aloud.svelte';
import { connection } from '@/core/connection.svelte';
import { plain } from '@/core/plain';
import { me } from '@/people';
import { markSeen } from './tapping';
import type { Line } from './talking.svelte';
import type { Talk } from './talks.svelte';
import { say } from './words';

/** What is on the screen this long was seen. */
const SEEN_AFTER = 700;
/** Nothing is said aloud more often. */
const SAID_EVERY = 4_000;
const LONGEST_SAID = 140;

export class Reading {
	/** The first message that was new when the channel was opened; undefined where there was none. */
	line = $state.raw<number | undefined>();
	/** How far I had read when it was opened. */
	from = $state.raw(0);
	/** The highest number that was on the screen. */
	seen = $state.raw(0);
	readonly #talk: Talk;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#saidAt = -Infinity;
	#heldBack: Line[] = [];
	#saying: ReturnType<typeof setTimeout> | undefined;

	constructor(talk: Talk) {
		this.#talk = talk;
	}

	/** How many came below what was seen; my own do not count. */
	readonly below = $derived.by(
		() =>
			this.#talk.talking.shown.filter(
				(line) => line.number > this.seen && !('gone' in line) && line.author.id !== me.person?.id,
			).length,
	);

	/** Draws the line where I stopped reading. */
	draw(): void {
		const { own, talking } = this.#talk;
		if (!own.isJoined) return;
		const { readTo } = own;
		this.from = readTo;
		const first = talking.shown.find((line) => line.number > readTo && !this.#isMine(line));
		const known = (talking.span?.first ?? 1) <= readTo + 1;
		this.line = first && known ? first.number : undefined;
		this.seen = Math.max(this.seen, readTo);
	}

	/** Everything up to this number is on the screen. */
	look(number: number): void {
		if (!connection.visible) return;
		this.seen = Math.max(this.seen, number);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void markSeen(this.#talk, this.seen), SEEN_AFTER);
	}

	/** Says what was just said by others, politely: not every line of a lively hall. */
	say(lines: readonly Line[]): void {
		this.#heldBack.push(...lines.filter((line) => !('gone' in line) && !this.#isMine(line)));
		const wait = this.#saidAt + SAID_EVERY - performance.now();
		if (this.#heldBack.length > 0) this.#saying ??= setTimeout(() => this.#sayNow(), Math.max(0, wait));
	}

	stop(): void {
		clearTimeout(this.#saying);
		this.#saying = undefined;
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		void markSeen(this.#talk, this.seen);
	}

	#sayNow(): void {
		const lines = this.#heldBack.splice(0).filter((line) => this.#talk.talking.message(line.number));
		this.#saying = undefined;
		this.#saidAt = performance.now();
		const [line] = lines;
		if (!connection.visible || !line || 'gone' in line) return;
		const text = plain(line.html).slice(0, LONGEST_SAID);
		aloud.announce(
			lines.length > 1
				? say('saidMany', { count: lines.length })
				: say('saidNow', { name: line.author.name, text }),
		);
	}

	#isMine(line: Line): boolean {
		return !('gone' in line) && line.author.id === me.person?.id;
	}
}
