/** What can be set in a rule of each kind, and how a new one begins. */
import type { Rule } from '@/contract';

export type Kind = Rule['kind'];

/** `none`: may be left empty, which is "as much as they like". */
export type Field =
	| { name: string; shape: 'lines'; start: string[]; needed?: boolean }
	| { name: string; shape: 'switch'; start: boolean }
	| { name: string; shape: 'choice'; start: string; among: readonly string[] }
	| { name: string; shape: 'number'; start: number | null; least: number; most: number; none?: boolean };

const switched = (name: string, start = true): Field => ({ name, shape: 'switch', start });
const number = (name: string, start: number, least: number, most: number): Field => ({
	...{ name, shape: 'number', start, least, most },
});
const optional = (name: string, start: number | null, least: number, most: number): Field => ({
	...{ name, shape: 'number', start, least, most, none: true },
});

export const KINDS: Readonly<Record<Kind, readonly Field[]>> = {
	words: [{ name: 'words', shape: 'lines', start: [], needed: true }, switched('disguised')],
	links: [
		switched('newcomers'),
		switched('shorteners'),
		{ name: 'domains', shape: 'lines', start: [] },
		switched('only_these', false),
		optional('share', null, 1, 100),
		number('of', 10, 4, 50),
	],
	repeats: [switched('anybody'), number('times', 3, 2, 20), number('minutes', 60, 1, 1440)],
	floods: [number('messages', 10, 1, 100), number('seconds', 60, 1, 3600)],
	mentions: [number('most', 5, 0, 50)],
	contacts: [switched('phones'), switched('emails'), switched('handles')],
	shouting: [optional('share', 70, 30, 100), number('words', 4, 2, 50), optional('marks', 3, 0, 20)],
	promotion: [switched('company', false), number('most', 2, 0, 50), number('of', 10, 1, 50)],
	spam: [
		{ name: 'whom', shape: 'choice', start: 'newcomers', among: ['first', 'newcomers', 'everyone'] },
		switched('sure'),
	],
};

export const ORDER = Object.keys(KINDS) as Kind[];
export type Setting = string[] | string | boolean | number | null;

export function startOf(kind: Kind): Record<string, Setting> {
	return Object.fromEntries(KINDS[kind].map(({ name, start }) => [name, start]));
}
