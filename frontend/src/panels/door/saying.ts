/** A verdict and a person in words. */
import type { Tone } from '@/ui/tones';
import type { Person } from './people';
import type { Verdict } from './verdict';
import { say } from './words';

export interface Told {
	tone: Tone;
	title: string;
	text: string;
}

interface Around {
	/** A moment as the wall of the meeting shows it. */
	time: (moment: string) => string;
	/** Whether the server is heard right now. */
	online: boolean;
	/** When it was last heard, as a time of day. */
	heardAt: string;
}

const WHY: Record<string, string> = {
	left: say('whyLeft'),
	declined: say('whyDeclined'),
	missed: say('whyMissed'),
	asked: say('whyAsked'),
};

/** "1st", "2nd", "3rd", "4th". */
export function ordinal(position: number): string {
	const ends = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as Record<string, string>;
	return `${String(position)}${ends[ordinals.select(position)] ?? 'th'}`;
}
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

export function told(verdict: Verdict, around: Around): Told {
	switch (verdict.kind) {
		case 'welcome':
			return good(verdict.person, around);
		case 'already':
			return already(verdict.person, around);
		case 'inLine':
			return {
				tone: 'amber',
				title: say('isInLine', verdict.person),
				text: say('isInLineText', { position: ordinal(verdict.position) }),
			};
		case 'seatless':
			return {
				tone: 'amber',
				title: say('seatless', verdict.person),
				text: say('seatlessText', { why: WHY[verdict.person.place] ?? '' }),
			};
		case 'outdated':
			return { tone: 'amber', title: say('outdated', verdict.person), text: say('outdatedText') };
		case 'unknown':
			return unknown(around);
		default:
			return { tone: 'rose', title: say(verdict.kind), text: say(`${verdict.kind}Text`) };
	}
}

function good({ name }: Person, { online }: Around): Told {
	const text = online ? say('welcomeText') : say('welcomeWaits');
	return { tone: 'moss', title: say('welcome', { name }), text };
}

function already({ name, came_at }: Person, { time }: Around): Told {
	const text = came_at ? say('alreadyText', { time: time(came_at) }) : '';
	return { tone: 'amber', title: say('already', { name }), text };
}

function unknown({ online, heardAt }: Around): Told {
	const text = online ? say('unknownText') : say('unknownOffline', { time: heardAt });
	return { tone: 'rose', title: say('unknown'), text };
}

const OUT: Partial<Record<Person['place'], string>> = {
	missed: say('wasMissed'),
	left: say('hasLeft'),
	declined: say('hasDeclined'),
	asked: say('isAsked'),
};

/** What stands under a name: where they are in it all. */
export function standing(person: Person, position: number, time: (moment: string) => string): string {
	const { place, came_at, offer_ends_at } = person;
	if (place === 'waiting') return say('inLineAt', { position: ordinal(position) });
	if (place === 'came' && came_at) return say('cameAt', { time: time(came_at) });
	if (place === 'offered' && offer_ends_at) return say('hasOffer', { time: time(offer_ends_at) });
	return OUT[place] ?? '';
}
