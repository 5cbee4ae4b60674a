/** On what terms one writes in a channel just now: what moderators turned there, and what they asked of me. */
import type { Channel, Held, Message, Restriction } from '@/contract';
import type { Entry } from '@/core/outbox.svelte';
import type { Sent } from './shapes';

export interface Terms {
	/** Seconds between two messages of mine; 0 for none. */
	slow: number;
	/** In milliseconds; before it nothing of mine is taken. */
	waitsUntil: number;
	/** What everybody writes is looked at first. */
	looked: boolean;
	/** What moderators asked of me alone; of each kind what holds longest. */
	asked: readonly Restriction[];
	photos: boolean;
	links: boolean;
}

interface About {
	channel: Pick<Channel, 'id' | 'slow_seconds' | 'holding'>;
	/** None of it is for whoever looks after the channel. */
	above: boolean;
	restrictions: Iterable<Restriction>;
	/** Mine in this channel, the newest last. */
	said: readonly Pick<Message | Held, 'at'>[];
	/** Mine that the server refused. */
	refused: readonly Entry<Sent>[];
	now: number;
}

export const FREE: Terms = { slow: 0, waitsUntil: 0, looked: false, asked: [], photos: true, links: true };

export function termsOf({ channel, above, restrictions, said, refused, now }: About): Terms {
	const mine = here(restrictions, channel.id, now);
	const kinds = new Set(mine.map(({ kind }) => kind));
	const slow = above ? 0 : channel.slow_seconds;
	const last = Math.max(0, ...said.map(({ at }) => Date.parse(at)));
	return {
		slow,
		waitsUntil: above ? 0 : Math.max(slow > 0 ? last + slow * 1_000 : 0, ...refused.map(saidUntil)),
		looked: !kinds.has('hold_first') && !above && channel.holding === 'everyone',
		asked: [...kinds].flatMap((kind) => mine.find((one) => one.kind === kind) ?? []),
		photos: !kinds.has('no_photos'),
		links: !kinds.has('no_links'),
	};
}

/** What holds in a channel at this moment, in milliseconds; what holds longest first. */
export function here(restrictions: Iterable<Restriction>, channelId: number, now: number): Restriction[] {
	const ends = ({ until }: Restriction) => (until === null ? Infinity : Date.parse(until));
	return [...restrictions]
		.filter(({ channel_id }) => channel_id === null || channel_id === channelId)
		.filter((one) => ends(one) > now)
		.sort((one, other) => ends(other) - ends(one));
}

/** When the server said that it would take the next one; a rule may slow down a single person. */
function saidUntil({ told }: Entry<Sent>): number {
	if (told?.code !== 'slow_mode') return 0;
	const { about } = (told.problem ?? {}) as { about?: { until?: string } };
	return about?.until ? Date.parse(about.until) : 0;
}
