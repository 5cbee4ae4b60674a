/** What an import changes, in the order in which an organiser wants to know it. */
import type { ImportReport } from '@/contract';
import type { Tone } from '@/ui/tones';

export type Line = ImportReport['lines'][number];
export type Kind = Line['kind'];

/** What may hurt comes first. */
const KINDS: readonly Kind[] = [
	'cancelled',
	'missing',
	'moved',
	'renamed',
	'changed',
	'back',
	'added',
	'kept',
];

export const KIND_TONES: Record<Kind, Tone> = {
	cancelled: 'rose',
	missing: 'amber',
	moved: 'amber',
	renamed: 'night',
	changed: 'night',
	back: 'moss',
	added: 'moss',
	kept: 'night',
};

/** The kinds that occur, with how often. */
export function tally(counts: Readonly<Record<string, number>>): { kind: Kind; count: number }[] {
	return KINDS.map((kind) => ({ kind, count: counts[kind] ?? 0 })).filter(({ count }) => count > 0);
}

/** The lines under their kinds; sessions before what they name. */
export function groups(lines: readonly Line[]): { kind: Kind; lines: Line[] }[] {
	const first = (line: Line) => (line.subject === 'session' ? 0 : 1);
	return KINDS.map((kind) => ({
		kind,
		lines: lines.filter((line) => line.kind === kind).sort((one, other) => first(one) - first(other)),
	})).filter((group) => group.lines.length > 0);
}

const FORMATS: Readonly<Record<string, string>> = {
	'frab-xml': 'schedule.xml',
	'frab-json': 'schedule.json',
	'pretalx-json': 'pretalx',
	'sessionize-json': 'Sessionize',
	icalendar: 'iCalendar',
	csv: 'CSV',
};

/** A format by the name people know it by. */
export function formatName(format: string): string {
	return FORMATS[format] ?? format;
}

const SUBJECTS = ['session', 'speaker', 'room', 'track'] as const;

/** How many lines there are of each kind of thing. */
export function subjects(lines: readonly Line[]): { subject: (typeof SUBJECTS)[number]; count: number }[] {
	return SUBJECTS.map((subject) => ({
		subject,
		count: lines.filter((line) => line.subject === subject).length,
	})).filter(({ count }) => count > 0);
}

/** What is only kept as it was is no change. */
export function changesAnything({ lines, counts }: ImportReport): boolean {
	return lines.some(({ kind }) => kind !== 'kept') || tally(counts).some(({ kind }) => kind !== 'kept');
}
