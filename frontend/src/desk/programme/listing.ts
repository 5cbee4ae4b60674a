/** The sessions as an organiser looks through them: by day, by what is to settle, by words. */
import type { Session } from '@/contract';
import { matches } from '@/core/fold';
import type { Programme } from '@/programme';
import { CONCERNS, concernsOf, type Attention, type Concern } from './attention';

/** What is in view: everything, a day, sessions without a time, all that is to settle, or one concern. */
export type View = 'all' | 'timeless' | 'settle' | Concern | (string & {});

export interface Line {
	session: Session;
	/** When it first starts, in milliseconds; undefined without a time. */
	starts: number | undefined;
	day: string | undefined;
	place: string;
	people: string;
	concerns: Concern[];
}

/** As many as one looks through by eye. */
export const MOST = 150;

/** Every session in the order of the programme, those without a time last. */
export function linesOf(programme: Programme, attention: Attention): Line[] {
	return [...programme.stream.of('session').values()]
		.map((session) => line(session, programme, attention))
		.sort(inOrder);
}

function line(session: Session, programme: Programme, attention: Attention): Line {
	const [first] = programme.showingsOfSession(session.id);
	return {
		session,
		starts: first?.starts,
		day: first?.day,
		place: first?.room?.name ?? '',
		people: session.speaker_ids.map((id) => programme.stream.of('speaker').get(id)?.name ?? '').join(' '),
		concerns: concernsOf(attention, session.id),
	};
}

function inOrder(one: Line, other: Line): number {
	return (one.starts ?? Infinity) === (other.starts ?? Infinity)
		? one.session.title.localeCompare(other.session.title)
		: (one.starts ?? Infinity) - (other.starts ?? Infinity);
}

export function inView(lines: readonly Line[], view: View, query: string): Line[] {
	const wanted = lines.filter((one) => shows(view, one));
	if (!query.trim()) return wanted;
	return wanted.filter(({ session, place, people }) => matches(`${session.title} ${people} ${place}`, query));
}

function shows(view: View, { day, concerns }: Line): boolean {
	if (view === 'all') return true;
	if (view === 'settle') return concerns.length > 0;
	return isConcern(view) ? concerns.includes(view) : day === view;
}

export function isConcern(view: View): view is Concern {
	return (CONCERNS as readonly string[]).includes(view);
}
