import { describe, expect, it } from 'vitest';
import type { Act } from './acts';
import {
	countsOf,
	found,
	mayComeIn,
	peopleOf,
	positionOf,
	releaseFrom,
	sectionOf,
	type Section,
} from './people';
import { came, entry, inLine } from './roster.fixture';

const ROSTER = [
	entry(1, 'Zoë Lindqvist', { affiliation: 'Universität Zürich' }),
	entry(2, 'Ana Silva'),
	inLine(3, 'Tom Ferris'),
	inLine(4, 'Priya Nair', { standby_at: '2026-11-27T09:50:00Z' }),
	inLine(5, 'Mads Østergård', { place: 'offered', offer_ends_at: '2026-11-27T10:00:00Z' }),
	came(6, 'Lena Wolf', '09:51'),
	came(7, 'Olu Adeyemi', '09:55'),
	entry(8, 'Ines Castro', { place: 'left' }),
];
const at = Date.parse('2026-11-27T09:58:00Z');
const after = (...acts: Partial<Act>[]) =>
	peopleOf(
		ROSTER,
		acts.map((act) => ({ at, about: { panel: 3, ...act } as Act })),
	);
const names = (people: ReturnType<typeof after>, section: Section) =>
	sectionOf(people, section).map(({ name }) => name);

describe('the lists at the door', () => {
	it('show by name who is still to come, and by time who is in the room, the last first', () => {
		expect(names(after(), 'expected')).toEqual(['Ana Silva', 'Zoë Lindqvist']);
		expect(names(after(), 'came')).toEqual(['Olu Adeyemi', 'Lena Wolf']);
	});

	it('show the line with offers first, then whoever stands at the door, each in the order of the line', () => {
		expect(names(after(), 'line')).toEqual(['Mads Østergård', 'Priya Nair', 'Tom Ferris']);
	});

	it('count the room, and a chair that is on offer is not free', () => {
		expect(countsOf(after(), 7)).toEqual({ seated: 2, came: 2, waiting: 3, free: 2 });
		expect(countsOf(after(), 4).free).toBe(0);
	});

	it('know where each stands in line, also before the first number', () => {
		const people = peopleOf([inLine(1, 'Ana', { number: -2 }), inLine(2, 'Tom', { number: 7 })], []);

		expect([...people.values()].map((person) => positionOf(people, person))).toEqual([1, 2]);
	});
});

describe('a name that is typed', () => {
	it.each([
		['zoe', ['Zoë Lindqvist']],
		['SILVA a', ['Ana Silva']],
		['zurich', ['Zoë Lindqvist']],
		['nobody', []],
	])('finds "%s" whatever the accents and the order', (query, expected) => {
		expect(found(after(), query).map(({ name }) => name)).toEqual(expected);
	});

	it('finds those who gave up too, after all others', () => {
		expect(found(after(), 'i').at(-1)?.name).toBe('Ines Castro');
	});
});

describe('what was tapped and waits to be sent', () => {
	it('shows at once, with its own time, and counts', () => {
		const people = after({ verb: 'came', signup: 2 });

		expect(people.get(2)).toMatchObject({ place: 'came', came_at: '2026-11-27T09:58:00.000Z', waits: true });
		expect(countsOf(people, 7)).toEqual({ seated: 1, came: 3, waiting: 3, free: 2 });
	});

	it('is taken back by what was tapped after it', () => {
		const people = after({ verb: 'came', signup: 2 }, { verb: 'undo', signup: 2, back: 'seated' });

		expect(people.get(2)).toMatchObject({ place: 'seated', came_at: null });
	});

	it('takes the seats of those who were released, but not of one who came meanwhile', () => {
		const people = after({ verb: 'release', signups: [1, 6] });

		expect([people.get(1)?.place, people.get(6)?.place]).toEqual(['missed', 'came']);
	});

	it('remembers since when somebody stands at the door', () => {
		const people = after(
			{ verb: 'standby', signup: 3, here: true },
			{ verb: 'standby', signup: 4, here: true },
		);

		expect(people.get(3)?.standby_at).toBe('2026-11-27T09:58:00.000Z');
		expect(people.get(4)?.standby_at).toBe('2026-11-27T09:50:00Z');
	});

	it('about somebody who is on no list changes nobody', () => {
		expect([...after({ verb: 'walk_in', person: 900 }).values()].some(({ waits }) => waits)).toBe(false);
	});
});

describe('who can come in', () => {
	const may = (free: number) =>
		[...after().values()].filter((person) => mayComeIn(after(), person, free)).map(({ name }) => name);

	it('is whoever holds a seat, also when all are taken', () => {
		expect(may(0)).toEqual(['Zoë Lindqvist', 'Ana Silva', 'Mads Østergård']);
	});

	it('is, when one is free, nobody whom somebody at the door is before', () => {
		expect(may(1)).toEqual(['Zoë Lindqvist', 'Ana Silva', 'Tom Ferris', 'Priya Nair', 'Mads Østergård']);
		expect(mayComeIn(after(), undefined, 1)).toBe(false);
	});

	it('is anybody when one is free and nobody in line stands at the door', () => {
		expect(mayComeIn(peopleOf([inLine(1, 'Ana')], []), undefined, 1)).toBe(true);
	});
});

it('seats can be released so many minutes before the start, and never without one', () => {
	const panel = { starts_at: '2026-11-27T10:00:00Z', release_minutes: 5 };

	expect(releaseFrom(panel as never)).toBe(Date.parse('2026-11-27T09:55:00Z'));
	expect(releaseFrom({ ...panel, starts_at: null } as never)).toBeUndefined();
});
