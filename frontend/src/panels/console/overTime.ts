/** How many had signed up by when, as a line that only rises. Lengths are in the units of the drawing. */
import type { OverTime } from '@/contract';
import { MINUTE } from '@/core/times';

export interface Rise {
	/** The line's points, "x,y x,y". */
	points: string;
	/** All of them, and the height of that. */
	people: number;
	top: number;
	/** The height at which every seat is taken; undefined when that is above all who signed up. */
	full: number | undefined;
	first: number;
	last: number;
}

/** Above the line there is room for its number. */
const ROOM = 1.25;

/** From the first who asked to `ends`, or to the last who asked when that is later; undefined while nobody has. */
export function riseOf(
	asked: OverTime,
	ends: number,
	seats: number,
	width: number,
	height: number,
): Rise | undefined {
	if (!asked.begins || asked.people.length === 0) return undefined;
	const first = Date.parse(asked.begins);
	const step = asked.minutes * MINUTE;
	const last = Math.max(ends, first + step * asked.people.length);
	const people = asked.people.reduce((sum, count) => sum + count, 0);
	const x = (moment: number) => ((moment - first) / (last - first)) * width;
	const y = (count: number) => height - (count / (people * ROOM)) * height;
	let sum = 0;
	const points = [[0, height]];
	asked.people.forEach((count, place) => points.push([x(first + step * (place + 1)), y((sum += count))]));
	points.push([width, y(people)]);
	return {
		points: points.map((point) => point.map((length) => Math.round(length * 10) / 10).join(',')).join(' '),
		people,
		top: y(people),
		full: seats > 0 && seats <= people ? y(seats) : undefined,
		first,
		last,
	};
}
