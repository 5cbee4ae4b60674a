/**
 * The live feed: one connection a tab, and the streams that are followed over it. It comes back by itself, spread out so
 * that a hall full of phones does not come at once; a phone that slept catches up as soon as somebody looks.
 */
import { connection } from './connection.svelte';
import { Hearing, PATIENCE, type Follower } from './hearing';
import type { Connect, Listener, Wire } from './wire';

/** What the phone says of itself and of its network. */
export type Signals = Pick<
	typeof connection,
	'network' | 'visible' | 'whenBack' | 'whenLost' | 'heard' | 'lost'
>;

interface Given {
	load: () => Promise<Connect>;
	signals: Signals;
}

/** The first attempt comes within this, the later ones half as late again up to `LONGEST`. */
const SPREAD = 5_000;
const LONGEST = 30_000;
/** Who stands this long is well: the next trouble begins with short waits. */
const STABLE = 10_000;
/** A trouble that is over this soon is not worth a word. */
const GRACE = 2_000;
/** When in doubt, the server has this long to answer. */
const DOUBT = 4_000;
/** Its ping may be this late before we doubt. */
const LATE = 3_000;
const TICK = 2_000;
/** A tick so late means that the tab was frozen, or the phone asleep. */
const FROZEN = 10_000;
/** A stream nobody looks at any more is kept this long, as one goes from page to page. */
const LINGER = 30_000;
/** A tab nobody sees lets go of its connection after this. */
const RESTS_AFTER = 5 * 60_000;
/** Who was put out comes back as after so many failures, or two windows would push each other out for ever. */
const AT_LEISURE = 3;
/** Refused so often in a row, we no longer say that we are about to be connected. */
const REFUSED_OFTEN = 3;

/** `idle`: nothing is followed. `asking`: the server is there, but has no connection for us. */
type State = 'idle' | 'connecting' | 'live' | 'asking';

export class Live {
	state = $state<State>('idle');
	#given: Given;
	readonly #hearings = new Map<string, Hearing>();
	readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>();
	#started = false;
	/** The number of the attempt; what an earlier one still says is not listened to. */
	#turn = 0;
	#wire: Wire | undefined;
	#connected = false;
	#connecting = false;
	/** So long may the server be silent before we doubt, and before we know. */
	#silence = { odd: Infinity, dead: Infinity };
	#beatAt = 0;
	#connectedAt = 0;
	#tickedAt = 0;
	#hiddenAt: number | undefined;
	#resting = false;
	/** How often we failed, and how often of that we were refused, since it last stood. */
	#failures = 0;
	#refusals = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#grace: ReturnType<typeof setTimeout> | undefined;
	/** What is said once the grace is over. */
	#worse: State = 'connecting';
	/** The server asked us not to come back before this. */
	#notBefore = 0;

	constructor(given: Given) {
		this.#given = given;
	}

	/** Connects from now on, whenever something is followed. */
	start(given = this.#given): void {
		const { signals } = given;
		this.#given = given;
		this.#started = true;
		this.#tickedAt = Date.now();
		signals.whenBack(() => this.#back());
		signals.whenLost(() => this.#doubt());
		setInterval(() => this.#tick(), TICK);
		void this.#connect();
	}

	/** Whether what happens in this stream reaches us by itself. */
	hears(stream: string): boolean {
		return this.#connected && this.#hearings.get(stream)?.standing === 'heard';
	}

	/** Tells whoever hears this stream that we are typing there; may be lost. */
	type(stream: string): void {
		if (this.hears(stream)) this.#wire?.type(stream);
	}

	/** Hears a stream, for one follower at a time. Returns the way to stop. */
	follow(stream: string, follower: Follower): () => void {
		clearTimeout(this.#leaving.get(stream));
		this.#leaving.delete(stream);
		const known = this.#hearings.get(stream);
		const hearing = known ?? new Hearing(stream, follower, () => this.#settle());
		// Whoever heard less than the one before it catches up.
		const behind = follower.head() < hearing.follower.head();
		hearing.follower = follower;
		this.#hearings.set(stream, hearing);
		if (this.state === 'idle') this.state = 'connecting';
		if (this.#connected && this.#wire && (behind || hearing.standing !== 'heard'))
			void this.#open(this.#wire, [hearing], PATIENCE);
		else void this.#connect();
		return () => {
			if (hearing.follower !== follower) return;
			clearTimeout(this.#leaving.get(stream));
			this.#leaving.set(
				stream,
				setTimeout(() => this.#leave(stream), LINGER),
			);
		};
	}

	/** Somebody else is signed in now: who we are is read when a connection is made, so it is made anew. */
	renew(): void {
		if (this.#wire) this.#again();
	}

	/** Lets go of a stream at once. */
	#leave(stream: string): void {
		const hearing = this.#hearings.get(stream);
		if (hearing?.standing === 'heard') this.#wire?.close(stream);
		hearing?.lost();
		this.#hearings.delete(stream);
		this.#leaving.delete(stream);
		if (this.#hearings.size > 0) return;
		this.#cut();
		clearTimeout(this.#retry);
		this.#say('idle');
	}

	async #connect(): Promise<void> {
		if (!this.#wanted || this.#wire || this.#connecting) return;
		if (!this.#given.signals.network) return this.#say('connecting');
		clearTimeout(this.#retry);
		this.#connecting = true;
		const turn = (this.#turn += 1);
		const connect = await this.#given.load().catch(() => undefined);
		this.#connecting = false;
		if (turn !== this.#turn) return this.#connect();
		if (connect) this.#wire = connect(this.#listener(turn));
		else this.#failed('away');
	}

	get #wanted(): boolean {
		return this.#started && !this.#resting && this.#hearings.size > 0;
	}

	#listener(turn: number): Listener {
		const ours =
			<Told extends unknown[]>(heed: (...told: Told) => void) =>
			(...told: Told) => {
				if (turn !== this.#turn) return;
				heed(...told);
			};
		return {
			connected: ours((interval, timeout) => {
				this.#silence = { odd: interval + LATE, dead: interval + timeout };
				this.#stands();
			}),
			lost: ours((why) => this.#failed(why)),
			beat: ours(() => this.#beat()),
			changes: ours((frame) => {
				this.#beat();
				this.#hearings.get(frame.stream)?.take(frame);
			}),
			present: ours((stream, people) => this.#hearings.get(stream)?.follower.present?.(people)),
			typing: ours((stream, person) => this.#hearings.get(stream)?.follower.typing?.(person)),
			out: ours((stream, code) => this.#hearings.get(stream)?.out(code)),
			goBack: ours((after) => this.#comeBackIn(after)),
		};
	}

	#stands(): void {
		this.#connected = true;
		this.#connectedAt = Date.now();
		this.#refusals = 0;
		this.#beat();
		if (this.#wire) void this.#open(this.#wire, [...this.#hearings.values()], PATIENCE);
	}

	/** Live is who hears every stream that it may hear. */
	#settle(): void {
		const standings = [...this.#hearings.values()].map(({ standing }) => standing);
		if (!this.#connected || standings.includes('closed')) this.#say('connecting');
		else this.#say(standings.includes('heard') ? 'live' : 'asking');
	}

	/** Opens or catches up streams; whoever gets no answer in time is not connected, whatever the socket believes. */
	async #open(wire: Wire, hearings: Hearing[], patience: number): Promise<void> {
		const answered = await Promise.all(hearings.map((hearing) => hearing.open(wire, patience)));
		if (wire !== this.#wire) return;
		if (answered.every(Boolean)) this.#beat();
		else this.#again();
	}

	#beat(): void {
		this.#beatAt = Date.now();
		this.#given.signals.heard();
	}

	#failed(why: Parameters<Listener['lost']>[0]): void {
		if (this.#connected && Date.now() - this.#connectedAt > STABLE) this.#failures = 0;
		if (why === 'refused') this.#refusals += 1;
		if (why === 'putOut') this.#failures = Math.max(this.#failures, AT_LEISURE);
		this.#cut();
		if (why === 'away') this.#given.signals.lost();
		this.#say(this.#refusals >= REFUSED_OFTEN ? 'asking' : 'connecting');
		this.#comeBack(this.#wait());
	}

	/** 0 to 5 s after the first failure; then longer and longer, up to 30 s. */
	#wait(): number {
		const longest = Math.min(LONGEST, SPREAD * 2 ** this.#failures);
		const shortest = this.#failures === 0 ? 0 : longest / 2;
		this.#failures += 1;
		return shortest + Math.random() * (longest - shortest);
	}

	#comeBackIn(after: number): void {
		this.#cut();
		this.#notBefore = Date.now() + after;
		this.#say('connecting');
		this.#comeBack(after);
	}

	#comeBack(after: number): void {
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => void this.#connect(), after);
	}

	/** Somebody looks, or the network is back. */
	#back(): void {
		this.#hiddenAt = undefined;
		this.#resting = false;
		const rest = this.#notBefore - Date.now();
		if (this.#connected) this.#doubt();
		else if (rest <= 0) void this.#connect();
		else this.#comeBack(rest);
	}

	/** The connection may be dead without knowing: it is, when the server does not answer soon. Asking is catching up. */
	#doubt(): void {
		if (!this.#connected || !this.#wire) return;
		if (!this.#given.signals.network) return this.#failed('broken');
		void this.#open(this.#wire, [...this.#hearings.values()], DOUBT);
	}

	#again(): void {
		this.#cut();
		this.#say('connecting');
		void this.#connect();
	}

	#tick(): void {
		const now = Date.now();
		const late = now - this.#tickedAt - TICK;
		this.#tickedAt = now;
		if (this.#rests(now) || !this.#connected) return;
		const silent = now - this.#beatAt;
		if (silent > this.#silence.dead) this.#again();
		else if (silent > this.#silence.odd || (late > FROZEN && this.#given.signals.visible)) this.#doubt();
	}

	#rests(now: number): boolean {
		if (this.#given.signals.visible) return false;
		this.#hiddenAt ??= now;
		if (now - this.#hiddenAt < RESTS_AFTER) return false;
		if (!this.#resting) this.#cut();
		if (this.state === 'live') this.state = 'connecting';
		this.#resting = true;
		clearTimeout(this.#retry);
		return true;
	}

	#cut(): void {
		this.#turn += 1;
		this.#connected = false;
		this.#wire?.cut();
		this.#wire = undefined;
		for (const hearing of this.#hearings.values()) hearing.lost();
	}

	/** What is better is said at once, and the end too; what is worse, only when it lasts. */
	#say(state: State): void {
		const worse = state === 'connecting' || state === 'asking';
		this.#worse = state;
		if (worse && this.state === 'live') {
			this.#grace ??= setTimeout(() => {
				this.#grace = undefined;
				this.state = this.#worse;
			}, GRACE);
			return;
		}
		clearTimeout(this.#grace);
		this.#grace = undefined;
		this.state = state;
	}
}

export const live = new Live({
	load: () => import('./socket').then(({ connect }) => connect),
	signals: connection,
});
