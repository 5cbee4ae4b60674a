/** Decisions and restrictions, said like a person. */
import type { Decision, Restriction } from '@/contract';
import { say } from './words';

const REMOVED = {
	message: say('removedMessage'),
	photo: say('removedPhoto'),
	question: say('removedQuestion'),
	person: say('removedPerson'),
	application: say('removedApplication'),
};
const DECIDED: Partial<Record<Decision['measure'], string>> = {
	warned: say('youWereWarned'),
	restricted: say('youWereRestricted'),
	published: say('wasPublished'),
	withheld: say('wasWithheld'),
	nothing: say('nothingDecided'),
};
const MAY_NOT = {
	mute: ['muteIn', 'maySilent'],
	ban: ['banIn', 'mayOutside'],
	no_photos: ['photosIn', 'mayWrite'],
	no_links: ['linksIn', 'mayWrite'],
	hold_first: ['holdIn', 'mayWait'],
} as const;

export function nameOfDecision({ measure, subject }: Pick<Decision, 'measure' | 'subject'>): string {
	return DECIDED[measure] ?? REMOVED[subject];
}

/** What else went with a warning or a limit. */
export function goneWith({ measure, subject, removal_id }: Decision): string | undefined {
	return DECIDED[measure] && removal_id !== null ? REMOVED[subject] : undefined;
}

/** `channel` is what its channel is called, where the phone knows that. */
export function nameOfRestriction(
	{ kind, channel_id }: Pick<Restriction, 'kind' | 'channel_id'>,
	channel: string | undefined,
): string {
	const where = channel_id === null ? say('inAll') : channel ? say('inOne', { channel }) : say('inSome');
	return say(MAY_NOT[kind][0], { where });
}

/** What one may still do. */
export function stillMay({ kind }: Pick<Restriction, 'kind'>): string {
	return say(MAY_NOT[kind][1]);
}
