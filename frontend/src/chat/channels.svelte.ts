/**
 * The channels I may see: as the server listed them, and as they were heard since. My part in each comes with my own
 * stream. While a page of the chat is open, the streams of the newest of my channels are heard, so the list is live.
 */
import type { ListedChannel, LiveFrame, Membership } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { clock } from '@/core/clock.svelte';
import { connection } from '@/core/connection.svelte';
import { Keeper } from '@/core/keeper';
import { keep, kept } from '@/core/kept';
import { router } from '@/core/router.svelte';
import { me, mine } from '@/people';
import { listed, partsOf, type Listed } from './around/order';
import { doors } from './around/doors';
import { channelOf, Ears } from './ears';
import { withoutLatest } from './cleansing';
import { tellGone, whenGone } from './gone';
import { heardIn, removedIn } from './heard';

interface Kept {
	owner: number;
	channels: ListedChannel[];
}

const KEY = 'chat:channels';
/** Of the newest of my channels so many are heard at once. */
const MOST_HEARD = 20;

class Channels {
	#byId = $state.raw<ReadonlyMap<number, ListedChannel>>(new Map());
	/** Whether the phone or the server has told of any yet. */
	here = $state(false);
	/** Why they could not be asked for; undefined while all is well. */
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	/** Whose list it is; undefined before anybody asked. */
	#owner: number | null | undefined;
	#asking: Promise<void> | undefined;
	/** Mine, and yet not in the list. */
	readonly #missed = new Set<number>();
	/** How many pages of the chat are shown. */
	#followers = 0;
	#stop: (() => void) | undefined;
	readonly #keeper = new Keeper(() => this.#keep());
	readonly #ears = new Ears({
		head: (id) => this.get(id)?.head ?? 0,
		heard: (frame) => {
			this.hear(frame);
			tellGone(removedIn(frame));
		},
		out: (id) => this.#drop(id),
	});

	readonly #memberships = $derived.by(
		() => new Map([...mine.of<Membership>('membership').values()].map((one) => [one.channel_id, one])),
	);
	readonly all = $derived.by(() =>
		[...this.#byId.values()].map((channel) => listed(channel, this.membership(channel.id), clock.now)),
	);
	/** My own, as the list shows them. */
	readonly parts = $derived(partsOf(this.all));

	get(id: number): ListedChannel | undefined {
		return this.#byId.get(id);
	}

	row(id: number): Listed | undefined {
		const channel = this.get(id);
		return channel && listed(channel, this.membership(id), clock.now);
	}

	/** My part in it: as my stream told, or the list, whichever is newer. */
	membership(channelId: number): Membership | undefined {
		const heard = this.#memberships.get(channelId);
		const listed = this.get(channelId)?.membership ?? undefined;
		return heard && listed && listed.rev > heard.rev ? listed : (heard ?? listed);
	}

	/** Makes sure that there is a list, be it of a while ago. */
	async open(): Promise<void> {
		const owner = me.person === undefined ? undefined : (me.person?.id ?? null);
		if (owner !== this.#owner || !this.here) await this.#begin(owner);
	}

	/** For as long as a page of the chat is shown; called in an effect, it returns the way to stop. */
	follow(): () => void {
		void this.#begin(me.person === undefined ? undefined : (me.person?.id ?? null));
		this.#followers += 1;
		if (this.#followers === 1) this.#stop = this.#listen();
		return () => {
			this.#followers -= 1;
			if (this.#followers === 0) this.#stop?.();
		};
	}

	#listen(): () => void {
		const stopLooking = connection.whenBack(() => void this.refresh());
		const stopHearing = $effect.root(() => {
			$effect(() => this.#ears.lendTo(this.#toHear()));
			// One that my other device joined, or that somebody opened to write to me.
			$effect(() => {
				const ids = this.here ? this.#unknown : [];
				// Asked for once: what the list leaves out, such as the archive, it leaves out again.
				if (ids.some((id) => !this.#missed.has(id))) void this.refresh();
				for (const id of ids) this.#missed.add(id);
			});
		});
		return () => {
			stopLooking();
			stopHearing();
			this.#ears.lendTo(new Set());
		};
	}

	async refresh(): Promise<void> {
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		await this.#asking;
	}

	/** Asks the server for one channel; it may be one I just heard of. */
	async lookAt(id: number): Promise<ListedChannel> {
		const channel = await doors.channel(id);
		this.learn(channel);
		return channel;
	}

	/** What an answer told of a channel. */
	learn(channel: ListedChannel): void {
		const before = this.get(channel.id);
		if (channel.membership) mine.learn('membership', channel.membership);
		if (before && before.head > channel.head) this.#put({ ...channel, ...moving(before) });
		else this.#put(channel);
	}

	/** A frame of a channel's stream, whoever follows it. */
	hear(frame: LiveFrame): void {
		const before = this.get(channelOf(frame.stream));
		if (before) this.#put(heardIn(before, frame));
	}

	/** Of these messages nothing is shown any more. */
	lose(gone: ReadonlySet<number>): void {
		for (const channel of this.#byId.values()) {
			const changed = withoutLatest(channel, gone);
			if (changed) this.#put(changed);
		}
	}

	/** Nothing of whoever was signed in stays. */
	forget(): void {
		this.#keeper.drop();
		this.#byId = new Map();
		this.#missed.clear();
		this.here = false;
		this.#owner = undefined;
	}

	/** The newest of mine that are not muted, but for the one in view, which has its own ears. */
	#toHear(): ReadonlySet<number> {
		const inView = Number(router.shown.params?.id);
		const heard = [...this.parts.requests, ...this.parts.mine].filter(({ muted }) => !muted);
		const ids = heard.slice(0, MOST_HEARD).map(({ channel }) => channel.id);
		return new Set(ids.filter((id) => id !== inView));
	}

	get #unknown(): number[] {
		const joined = [...this.#memberships].filter(([, { left_at }]) => left_at === null);
		return joined.map(([id]) => id).filter((id) => !this.#byId.has(id));
	}

	async #begin(owner: number | null | undefined): Promise<void> {
		if (owner === undefined) return;
		if (owner !== this.#owner) {
			this.forget();
			this.#owner = owner;
			const before = owner === null ? undefined : await kept<Kept>('mine', KEY);
			if (before && before.owner === this.#owner && !this.here) return this.#renew(before.channels);
		}
		await this.refresh();
	}

	/** As the phone kept them; what was said last in each may be gone since, so it shows once there is nobody to ask. */
	async #renew(before: readonly ListedChannel[]): Promise<void> {
		this.#take(before.map((channel) => (connection.online ? { ...channel, latest: null } : channel)));
		await this.refresh();
		if (this.trouble) this.#take(before);
	}

	async #ask(): Promise<void> {
		const owner = this.#owner;
		try {
			const channels = await doors.channels();
			if (owner !== this.#owner) return await this.#askAnew();
			this.#take(channels);
			this.trouble = undefined;
			this.#keeper.soon();
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			if (owner !== this.#owner) return this.#askAnew();
			this.trouble = error;
		}
	}

	/** Somebody else is here by now, and waits for the same answer. */
	async #askAnew(): Promise<void> {
		if (this.#owner !== undefined) await this.#ask();
	}

	#take(channels: readonly ListedChannel[]): void {
		// The list leaves out what is archived; one that was asked for by itself stays.
		const archived = [...this.#byId.values()].filter(({ state }) => state === 'archived');
		const all = [...archived, ...channels.map((channel) => this.#newer(channel))];
		this.#byId = new Map(all.map((channel) => [channel.id, channel]));
		this.here = true;
	}

	/** What was heard since may be newer than a list that was on its way. */
	#newer(channel: ListedChannel): ListedChannel {
		const before = this.get(channel.id);
		return before && before.head > channel.head ? { ...channel, ...moving(before) } : channel;
	}

	#put(channel: ListedChannel): void {
		this.#byId = new Map([...this.#byId, [channel.id, channel]]);
		this.#keeper.soon();
	}

	#drop(id: number): void {
		this.#byId = new Map([...this.#byId].filter(([known]) => known !== id));
		this.#keeper.soon();
	}

	async #keep(): Promise<void> {
		if (typeof this.#owner !== 'number') return;
		const value: Kept = { owner: this.#owner, channels: [...this.#byId.values()] };
		await keep('mine', KEY, value);
	}
}

/** What moves with every message. */
function moving({ head, last_number, last_at, latest }: ListedChannel) {
	return { head, last_number, last_at, latest };
}

export const channels = new Channels();

whenGone((gone) => channels.lose(gone));
mine.whenGone(() => channels.forget());
