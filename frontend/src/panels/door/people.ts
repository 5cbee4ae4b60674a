/** The people of a panel as the door sees them: the roster, with what was tapped on this phone and waits to be sent. */
import type { Panel, RosterEntry } from '@/contract';
import { matches } from '@/core/fold';
import { MINUTE } from '@/core/times';
import type { Act } from './acts';

export interface Person extends RosterEntry {
	/** What is shown of it was tapped here and is not answered yet. */
	waits?: boolean;
}

export type People = ReadonlyMap<number, Person>;
export type Section = 'expected' | 'line' | 'came';

export interface Counts {
	/** Seats of people who are not here yet. */
	seated: number;
	came: number;
	waiting: number;
	/** Seats that nobody holds. */
	free: number;
}

/** A tap as it waits in the outbox. */
export interface Tap {
	at: number;
	about: Act;
}

const LINE: readonly string[] = ['waiting', 'offered'];

export function peopleOf(roster: Iterable<RosterEntry>, taps: readonly Tap[]): People {
	const people = new Map<number, Person>();
	for (const entry of roster) people.set(entry.id, entry);
	for (const tap of taps) {
		for (const id of idsOf(tap.about)) {
			const person = people.get(id);
			if (person) people.set(id, { ...person, ...after(tap, person), waits: true });
		}
	}
	return people;
}

function idsOf(act: Act): readonly number[] {
	if (act.verb === 'release') return act.signups;
	return act.signup === undefined ? [] : [act.signup];
}

/** What the tap makes of a person, as far as a phone can know. */
function after({ at, about }: Tap, { place, standby_at }: Person): Partial<Person> {
	const moment = new Date(at).toISOString();
	switch (about.verb) {
		case 'undo':
			return place === 'came' ? { place: about.back, came_at: null } : {};
		case 'standby':
			return { standby_at: about.here ? (standby_at ?? moment) : null };
		case 'release':
			return place === 'seated' ? { place: 'missed' } : {};
		default:
			return { place: 'came', came_at: moment };
	}
}

export function countsOf(people: People, seats: number): Counts {
	const at = (place: Person['place']) => count(people, (person) => person.place === place);
	const [seated, came, offered] = [at('seated'), at('came'), at('offered')];
	return {
		seated,
		came,
		waiting: at('waiting') + offered,
		free: Math.max(0, seats - seated - came - offered),
	};
}

function count(people: People, is: (person: Person) => boolean): number {
	let found = 0;
	for (const person of people.values()) if (is(person)) found += 1;
	return found;
}

export function sectionOf(people: People, section: Section): Person[] {
	const all = [...people.values()];
	if (section === 'expected') return all.filter(({ place }) => place === 'seated').sort(byName);
	if (section === 'came') return all.filter(({ place }) => place === 'came').sort(newestFirst);
	return all.filter(({ place }) => LINE.includes(place)).sort(inLine);
}

/** Everybody whose name or affiliation begins so, whatever became of them; who is expected first. */
export function found(people: People, query: string): Person[] {
	return [...people.values()]
		.filter(({ name, affiliation }) => matches(`${name} ${affiliation}`, query))
		.sort((one, other) => rank(one) - rank(other) || byName(one, other));
}

/** Where somebody in line stands: 1 is the next. */
export function positionOf(people: People, { number }: Pick<Person, 'number'>): number {
	return count(people, (person) => person.place === 'waiting' && person.number <= number);
}

const RANKS: Record<string, number> = { seated: 0, offered: 1, waiting: 1, came: 2 };
const rank = ({ place }: Person) => RANKS[place] ?? 3;
const byName = (one: Person, other: Person) => one.name.localeCompare(other.name) || one.id - other.id;
const newestFirst = (one: Person, other: Person) =>
	(other.came_at ?? '').localeCompare(one.came_at ?? '') || other.id - one.id;

/** Those who hold an offer, then those who stand at the door, then the others; each in the order of the line. */
function inLine(one: Person, other: Person): number {
	const group = ({ place, standby_at }: Person) => (place === 'offered' ? 0 : standby_at ? 1 : 2);
	return group(one) - group(other) || one.number - other.number;
}

/**
 * Whether somebody can come in right now: whoever holds a seat, and on a free one whoever has nobody before them; those
 * who stand at the door come in the order of the line, and before all who are in no line.
 */
export function mayComeIn(
	people: People,
	person: Pick<Person, 'place' | 'number'> | undefined,
	free: number,
) {
	if (person?.place === 'seated' || person?.place === 'offered') return true;
	if (free === 0) return false;
	const before = person?.place === 'waiting' ? person.number : Infinity;
	return ![...people.values()].some(
		({ place, standby_at, number }) => place === 'waiting' && standby_at !== null && number < before,
	);
}

/** When the seats of those who have not come may be given to the line; undefined for a panel without a time. */
export function releaseFrom({ starts_at, release_minutes }: Panel): number | undefined {
	return starts_at ? Date.parse(starts_at) - release_minutes * MINUTE : undefined;
}
