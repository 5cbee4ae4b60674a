/** What the author is told, begun kindly: why in the words of the guideline, and what they may still do. */
import type { Point } from '@/contract';
import { words } from '@/core/words';
import type { Measure, RestrictionKind, Subject } from '../shapes';

const say = words({
	because: 'Our guidelines say: “{sentence}”',
	removed: 'Hello {name}, we took your {subject} down. {because} You are welcome to say it in another way.',
	warned:
		'Hello {name}, please look at our guidelines once more. {because} Nothing was taken away. Thank you for helping.',
	warnedRemoved:
		'Hello {name}, we took your {subject} down, and ask you to look at our guidelines once more. {because} Thank you for helping.',
	warnedWithheld:
		'Hello {name}, we did not publish your {subject}, and ask you to look at our guidelines once more. {because} Thank you for helping.',
	restricted: 'Hello {name}, {first}{what} {until}. {because} After that everything is as before.',
	restrictedForGood: 'Hello {name}, {first}{what} from now on. {because}',
	downAnd: 'we took your {subject} down, and ',
	unpublishedAnd: 'we did not publish your {subject}, and ',
	withheld:
		'Hello {name}, we did not publish your {subject}. {because} You are welcome to say it in another way.',
	granted: 'Hello {name}, you were right, and it is as it was before. We are sorry for the trouble.',
	upheld: 'Hello {name}, somebody else looked at it again, and it stays as it was decided. {because}',
	message: 'message',
	photo: 'photo',
	question: 'question',
	person: 'profile',
	application: 'application',
	mute: 'you can read but not write',
	ban: 'you cannot take part',
	no_photos: 'you cannot send photos',
	no_links: 'you cannot send links',
	hold_first: 'somebody looks at your messages before the others read them',
	minutes: { one: 'for a minute', other: 'for {count} minutes' },
	hours: { one: 'for an hour', other: 'for {count} hours' },
	days: { one: 'for a day', other: 'for {count} days' },
});
const HOUR = 60;
const DAY = 24 * HOUR;

/** What becomes of the subject beside a warning. */
export type Away = 'removed' | 'withheld' | undefined;

interface About {
	measure: Measure;
	name: string;
	subject: Subject;
	point: Point | undefined;
	kind: RestrictionKind;
	/** Null is for ever. */
	minutes: number | null;
	away: Away;
}

/** Empty where nothing is told. */
export function kindly(about: About): string {
	const { measure, name, subject, point } = about;
	if (measure === 'nothing' || measure === 'published') return '';
	const said = { name: name.split(' ')[0] ?? name, because: because(point), subject: say(subject) };
	return tidy(measure === 'restricted' ? taken(about, said) : say(shapeOf(about), said));
}

/** Which guideline it is for, in its own words. */
export function because(point: Point | undefined): string {
	return point ? say('because', { sentence: sentenceOf(point) }) : '';
}

const FIRST = { removed: 'downAnd', withheld: 'unpublishedAnd' } as const;

function taken({ kind, minutes, away, subject }: About, said: { name: string; because: string }): string {
	const first = away ? say(FIRST[away], { subject: say(subject) }) : '';
	const all = { ...said, first, what: say(kind) };
	if (minutes === null) return say('restrictedForGood', all);
	return say('restricted', { ...all, until: spanName(minutes) });
}

const WARNINGS = { removed: 'warnedRemoved', withheld: 'warnedWithheld', stays: 'warned' } as const;

function shapeOf({ measure, away }: About) {
	if (measure === 'warned') return WARNINGS[away ?? 'stays'];
	return measure as Exclude<Measure, 'nothing' | 'published' | 'restricted' | 'warned'>;
}

/** "for a day". */
export function spanName(minutes: number): string {
	if (minutes % DAY === 0) return say('days', { count: minutes / DAY });
	if (minutes % HOUR === 0) return say('hours', { count: minutes / HOUR });
	return say('minutes', { count: minutes });
}

function sentenceOf({ text, title }: Point): string {
	return (text || title).trim();
}

const tidy = (text: string) => text.replace(/ {2,}/g, ' ').trim();
