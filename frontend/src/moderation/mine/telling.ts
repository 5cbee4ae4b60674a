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
	mute: { here: say('muteHere'), everywhere: say('muteAll') },
	ban: { here: say('banHere'), everywhere: say('banAll') },
	no_photos: { here: say('photosHere'), everywhere: say('photosAll') },
	no_links: { here: say('linksHere'), everywhere: say('linksAll') },
	hold_first: { here: say('holdHere'), everywhere: say('holdAll') },
};

export function nameOfDecision({ measure, subject }: Pick<Decision, 'measure' | 'subject'>): string {
	return DECIDED[measure] ?? REMOVED[subject];
}

export function nameOfRestriction({ kind, channel_id }: Pick<Restriction, 'kind' | 'channel_id'>): string {
	return MAY_NOT[kind][channel_id === null ? 'everywhere' : 'here'];
}
