/** To whom of a panel's people a message goes. */
import type { People, Person } from '../door/people';
import type { Audience } from './doors';

const SEATED: Person['place'][] = ['seated', 'came'];
const WAITING: Person['place'][] = ['waiting', 'offered', 'asked'];
const REACHED: Record<Audience, readonly Person['place'][]> = {
	seated: SEATED,
	waiting: WAITING,
	came: ['came'],
	all: [...SEATED, ...WAITING],
};

/** How many it reaches right now. */
export function reached(people: People, to: Audience): number {
	return [...people.values()].filter(({ place }) => REACHED[to].includes(place)).length;
}
