/** What stands between the reader and the field of this channel, as it is now. */
import type { Restriction } from '@/contract';
import { clock } from '@/core/clock.svelte';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { me, mine } from '@/people';
import { arrived } from './around/arriving.svelte';
import { isBlocked } from './around/blocking';
import { MESSAGE } from './kinds';
import type { Sent } from './shapes';
import { standingOf, type Standing } from './standing';
import type { Talk } from './talks.svelte';
import { FREE, here, termsOf, type Terms } from './terms';

export function stands(talk: Talk): Standing | undefined {
	const { channel, listed, own, talking } = talk;
	if (!channel || me.person === undefined) return undefined;
	const other = listed?.with?.id;
	return standingOf({
		channel,
		mayPost: listed?.may.post,
		membership: own.membership,
		person: me.person,
		accepted: arrived(),
		spoke: talking.shown.some((line) => !('gone' in line) && line.author.id === me.person?.id),
		restrictions: restrictionsIn(talk),
		above: isAbove(talk),
		blocked: other !== undefined && isBlocked(other),
	});
}

/** What moderators keep me from in this channel. */
export function restrictionsIn({ id }: Talk): Restriction[] {
	return here(mine.of<Restriction>('restriction').values(), id, clock.now);
}

/** What closes it to me. */
export function banIn(talk: Talk): Restriction | undefined {
	return restrictionsIn(talk).find(({ kind }) => kind === 'ban');
}

/** On what terms I write there. */
export function terms(talk: Talk): Terms {
	const { channel, talking, own } = talk;
	if (!channel) return FREE;
	const mineOnly = talking.shown.flatMap((line) =>
		'gone' in line || line.author.id !== me.person?.id ? [] : [line],
	);
	const refused = outbox.told.filter(({ kind }) => kind === MESSAGE) as Entry<Sent>[];
	return termsOf({
		channel,
		above: isAbove(talk),
		restrictions: restrictionsIn(talk),
		said: [...mineOnly, ...own.held.filter(({ state }) => state === 'waiting')],
		refused: refused.filter(({ about }) => about.channel_id === talk.id),
		now: clock.now,
	});
}

/** What moderators turn there is not for whoever looks after the channel. */
function isAbove({ listed }: Talk): boolean {
	return listed?.may.edit ?? false;
}
