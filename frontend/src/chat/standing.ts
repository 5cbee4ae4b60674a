/** What stands between the reader and the field they write in. */
import type { Channel, Membership, Restriction } from '@/contract';

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
	| 'blocked'
	| 'banned'
	| 'muted'
	| 'locked';

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
	/** What moderators keep me from here and now. */
	restrictions: readonly Pick<Restriction, 'kind'>[];
	/** I look after this channel. */
	above: boolean;
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
	const { channel, person } = about;
	const over = OVER[channel.state];
	if (over) return over;
	if (!person) return 'signIn';
	return (
		silent(about) ?? (channel.kind === 'direct' ? asked(about) : reads(about)) ?? needs(about) ?? comes(about)
	);
}

/** What moderators asked of me, or of everybody. */
function silent({ channel, restrictions, above }: About): Standing | undefined {
	const kinds = new Set(restrictions.map(({ kind }) => kind));
	if (kinds.has('ban')) return 'banned';
	if (kinds.has('mute')) return 'muted';
	return channel.locked_at && !above ? 'locked' : undefined;
}

/** Only some write here. */
function reads({ channel, mayPost }: About): Standing | undefined {
	return mayPost === false && channel.posting !== 'everyone' ? channel.posting : undefined;
}

function needs({ person, accepted }: About): Standing | undefined {
	if (!person?.name) return 'name';
	return accepted ? undefined : 'accept';
}

function comes({ channel, membership }: About): Standing {
	return membership?.left_at === null || COMES_IN.has(channel.kind) ? 'write' : 'join';
}

/** How far the two have agreed to talk. */
function asked({ membership, spoke, blocked }: About): Standing | undefined {
	if (blocked) return 'blocked';
	const request = membership?.request;
	if (request === 'received') return 'requestReceived';
	if (request === 'declined') return 'requestDeclined';
	return request === 'sent' && spoke ? 'requestSent' : undefined;
}
