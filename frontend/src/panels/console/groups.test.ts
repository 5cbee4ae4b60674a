import { expect, it } from 'vitest';
import { peopleOf } from '../door/people';
import { came, entry, inLine } from '../door/roster.fixture';
import { reached } from './audience';
import { GROUPS, groupOf } from './groups';

const PEOPLE = peopleOf(
	[
		entry(1, 'Zoë Lindqvist'),
		came(2, 'Ana Silva', '09:51'),
		inLine(3, 'Tom Ferris'),
		inLine(4, 'Priya Nair', { place: 'offered' }),
		entry(5, 'Lena Wolf', { place: 'asked' }),
		entry(6, 'Olu Adeyemi', { place: 'left' }),
		entry(7, 'Ines Castro', { place: 'missed' }),
		entry(8, 'Mads Østergård', { place: 'declined' }),
	],
	[],
);

it('everybody who ever asked is in one group, and in no other', () => {
	const names = GROUPS.map((group) => groupOf(PEOPLE, group).map(({ name }) => name));

	expect(names).toEqual([
		['Zoë Lindqvist'],
		['Priya Nair', 'Tom Ferris'],
		['Ana Silva'],
		['Ines Castro', 'Lena Wolf', 'Mads Østergård', 'Olu Adeyemi'],
	]);
});

it('a message to those with a seat reaches those in the room too, and nobody who is out', () => {
	expect(['seated', 'waiting', 'came', 'all'].map((to) => reached(PEOPLE, to as 'all'))).toEqual([
		2, 3, 1, 5,
	]);
});
