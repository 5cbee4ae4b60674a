import { expect, it } from 'vitest';
import type { ImportReport } from '@/contract';
import { changesAnything, groups, subjects, tally, type Line } from './report';

const line = (kind: Line['kind'], subject: Line['subject'], title: string) =>
	({ kind, subject, title }) as Line;

it('counts what may hurt first', () => {
	expect(tally({ added: 3, cancelled: 1, moved: 0, unheard: 9 })).toEqual([
		{ kind: 'cancelled', count: 1 },
		{ kind: 'added', count: 3 },
	]);
});

it('puts lines under their kind, sessions before rooms', () => {
	const lines = [
		line('added', 'room', 'Hall A'),
		line('moved', 'session', 'One'),
		line('added', 'session', 'Two'),
	];

	expect(groups(lines).map(({ kind, lines: own }) => [kind, own.map(({ title }) => title)])).toEqual([
		['moved', ['One']],
		['added', ['Two', 'Hall A']],
	]);
});

it('tells how many of each thing', () => {
	const lines = [line('added', 'room', 'A'), line('added', 'session', 'B'), line('moved', 'session', 'C')];
	expect(subjects(lines)).toEqual([
		{ subject: 'session', count: 2 },
		{ subject: 'room', count: 1 },
	]);
});

it('knows when there is nothing to take in', () => {
	const report = { counts: {}, lines: [] } as unknown as ImportReport;
	expect(changesAnything(report)).toBe(false);
	expect(changesAnything({ ...report, counts: { added: 1 } })).toBe(true);
	expect(changesAnything({ ...report, counts: { kept: 1 }, lines: [line('kept', 'session', 'One')] })).toBe(
		false,
	);
});
