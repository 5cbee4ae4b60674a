/** What stands between the reader and the field they write in. */
import type { Channel, Membership } from '@/contract';

export type Standing =
	| 'write'
	| 'signIn'
	| 'name'
	| 'accept'
	| 'join'
	| 'readOnly'
	| 'archived'
	| 'proposed'
	| 'declined'
	| 'hosts'
	| 'moderators'
	| 'requestReceived'
	| 'requestSent'
	| 'requestDeclined'
	| 'blocked';

interface About {
	channel: Channel;
	/** Whether the channel and its posting let me, as the server says; undefined where it was not asked. */
	mayPost: boolean | undefined;
	membership: Membership | undefined;
	person: { name: string } | null | undefined;
	/** Whether I accepted the guidelines. */
	accepted: boolean;
	/** Whether I said something here already. */
	spoke: boolean;
	/** I blocked the other of the two. */
	blocked: boolean;
}

const OVER: Partial<Record<Channel['state'], Standing>> = {
	read_only: 'readOnly',
	archived: 'archived',
	proposed: 'proposed',
	declined: 'declined',
};
/** Whoever writes first in these comes in by it. */
const COMES_IN = new Set<Channel['kind']>(['session', 'panel', 'direct']);

export function standingOf(about: About): Standing {
	const { channel, person, membership, mayPost, accepted } = about;
	const over = OVER[channel.state];
	if (over) return over;
	if (!person) return 'signIn';
	if (channel.kind === 'direct') return direct(about) ?? needs(about) ?? 'write';
	if (mayPost === false && channel.posting !== 'everyone') return channel.posting;
	const missing = needs({ person, accepted });
	if (missing) return missing;
	const joined = membership?.left_at === null || COMES_IN.has(channel.kind);
	return joined ? 'write' : 'join';
}

function needs({ person, accepted }: Pick<About, 'person' | 'accepted'>): Standing | undefined {
	if (!person?.name) return 'name';
	return accepted ? undefined : 'accept';
}

function direct({ membership, spoke, blocked }: About): Standing | undefined {
	if (blocked) return 'blocked';
	if (membership?.request === 'received') return 'requestReceived';
	if (membership?.request === 'declined') return 'requestDeclined';
	return membership?.request === 'sent' && spoke ? 'requestSent' : undefined;
}
