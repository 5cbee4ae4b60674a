/** Where the parts of a plot lie. Lengths are in the units of the drawing. */
import type { Numbers, PanelNumbers } from '@/contract';

export interface Part {
	name: 'came' | 'missed' | 'waiting';
	count: number;
	start: number;
	length: number;
}

const NAMES = ['came', 'missed', 'waiting'] as const;

/** The most people that any bar holds; at least one, so that nothing is divided by zero. */
export function widest(all: readonly Numbers[]): number {
	return Math.max(
		1,
		...all.map(({ came, missed, waiting, seats }) => Math.max(seats, came + missed + waiting)),
	);
}

/** One panel as a bar of parts, one after the other; a part without people is left out. */
export function partsOf(numbers: Numbers, most: number, width: number): Part[] {
	let start = 0;
	return NAMES.map((name) => {
		const count = numbers[name];
		const part = { name, count, start, length: (count / most) * width };
		start += part.length;
		return part;
	}).filter(({ count }) => count > 0);
}

export interface Column {
	minute: number;
	people: number;
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Columns {
	columns: Column[];
	/** Where the panel's start lies. */
	start: number;
}

const STEP = 5;
/** The minutes around the start that are drawn in any case. */
const [FROM, TO] = [-30, 10];
const GAP = 2;

/** When people came in, a column for each five minutes, the empty ones between them too. */
export function columnsOf(arrivals: PanelNumbers['arrivals'], width: number, height: number): Columns {
	const minutes = arrivals.map(({ minute }) => minute);
	const first = Math.min(FROM, ...minutes);
	const last = Math.max(TO, ...minutes) + STEP;
	if (arrivals.length === 0) return { columns: [], start: 0 };
	const most = Math.max(...arrivals.map(({ people }) => people), 1);
	const wide = width / ((last - first) / STEP);
	const columns = arrivals.map(({ minute, people }) => {
		const tall = (people / most) * height;
		const x = ((minute - first) / STEP) * wide;
		return { minute, people, x, y: height - tall, width: Math.max(1, wide - GAP), height: tall };
	});
	return { columns, start: (-first / STEP) * wide };
}

/** Numbers of several panels as one. */
export function totalOf(all: readonly Numbers[]) {
	const sum = (
		field: 'seats' | 'signed_up' | 'seated' | 'came' | 'missed' | 'walk_ins' | 'waiting' | 'left',
	) => all.reduce((total, numbers) => total + numbers[field], 0);
	return {
		seats: sum('seats'),
		signed_up: sum('signed_up'),
		seated: sum('seated'),
		came: sum('came'),
		missed: sum('missed'),
		walk_ins: sum('walk_ins'),
		waiting: sum('waiting'),
		left: sum('left'),
	};
}
