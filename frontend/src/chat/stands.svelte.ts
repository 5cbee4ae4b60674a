/** What stands between the reader and the field of this channel, as it is now. */
import { me } from '@/people';
import { arrived } from './around/arriving.svelte';
import { isBlocked } from './around/blocking';
import { standingOf, type Standing } from './standing';
import type { Talk } from './talks.svelte';

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
		blocked: other !== undefined && isBlocked(other),
	});
}
