/** What moderators asked of me in a channel, in a sentence. */
import type { Restriction } from '@/contract';
import { untilName } from '@/core/until';
import { say } from './words';

type Asked = Pick<Restriction, 'kind' | 'until'>;

const SENTENCES = {
	mute: 'muted',
	ban: 'banned',
	no_photos: 'photosOff',
	no_links: 'linksOff',
	hold_first: 'holdFirst',
} as const;

/** `now` in milliseconds. */
export function sentenceOf({ kind, until }: Asked, now: number): string {
	return say(SENTENCES[kind], { when: until === null ? say('forNow') : untilName(until, now) });
}

/** What a refusal tells about it; undefined for one of another reason. */
export function askedIn(problem: unknown): Asked | undefined {
	const { code, about } = (problem ?? {}) as { code?: string; about?: Asked };
	return code === 'restricted' && about && about.kind in SENTENCES ? about : undefined;
}
