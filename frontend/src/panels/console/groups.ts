/** Everybody of a panel in four groups, for those who run it. */
import { sectionOf, type People, type Person } from '../door/people';

export const GROUPS = ['seated', 'line', 'came', 'rest'] as const;
export type Group = (typeof GROUPS)[number];

const REST: readonly Person['place'][] = ['asked', 'left', 'declined', 'missed'];

export function groupOf(people: People, group: Group): Person[] {
	if (group === 'seated') return sectionOf(people, 'expected');
	if (group !== 'rest') return sectionOf(people, group);
	return [...people.values()]
		.filter(({ place }) => REST.includes(place))
		.sort((one, other) => one.name.localeCompare(other.name) || one.id - other.id);
}
