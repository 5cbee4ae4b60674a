/** The list of channels: what stands where in it, and what is counted. */
import type { ListedChannel, Membership } from '@/contract';

/** A channel as it stands in my list. */
export interface Listed {
	channel: ListedChannel;
	membership: Membership | undefined;
	/** Messages I have not read; none where I am no member. */
	unread: number;
	/** Of these, the ones that are for me. */
	mentions: number;
	/** I asked to be left alone here. */
	muted: boolean;
}

export interface Parts {
	/** Who asks to write to me. */
	requests: Listed[];
	/** The conversations I take part in, the newest first. */
	mine: Listed[];
	/** Over, but still to be read. */
	past: Listed[];
}

export function listed(channel: ListedChannel, membership: Membership | undefined, now: number): Listed {
	const joined = isJoined(membership);
	const unread = joined ? Math.max(0, channel.last_number - membership.read_number) : 0;
	return {
		channel,
		membership,
		unread,
		mentions: joined ? Math.min(membership.mentions, unread) : 0,
		muted: joined && isMuted(membership, now),
	};
}

/** Part of it, and not turned away. */
export function isJoined(membership: Membership | undefined): membership is Membership {
	return membership?.left_at === null && membership.request !== 'declined';
}

export function isMuted({ level, muted_until }: Membership, now: number): boolean {
	return level === 'none' || (muted_until !== null && Date.parse(muted_until) > now);
}

export function partsOf(all: Iterable<Listed>): Parts {
	const parts: Parts = { requests: [], mine: [], past: [] };
	for (const one of [...all].sort(inOrder)) {
		if (!isJoined(one.membership)) continue;
		if (one.membership.request === 'received') parts.requests.push(one);
		else if (one.channel.state === 'archived') parts.past.push(one);
		else parts.mine.push(one);
	}
	return parts;
}

/** The newest first; where nobody wrote yet, by when I came. */
function inOrder(one: Listed, other: Listed): number {
	return atOf(other).localeCompare(atOf(one)) || other.channel.id - one.channel.id;
}

function atOf({ channel, membership }: Listed): string {
	return channel.last_at ?? membership?.joined_at ?? '';
}

const MOST_COUNTED = 99;

/** "3", "99+": nobody counts further. */
export function countName(count: number): string {
	return count > MOST_COUNTED ? `${String(MOST_COUNTED)}+` : String(count);
}
