/** Places in a line, computed on the phone: everybody hears the same ranges, and knows their own number. */

/** Numbers that wait, as ranges [from, to]. */
type Line = readonly (readonly number[])[];

/** Which place in line a number has, counted from one; undefined when it does not wait there. */
export function positionOf(number: number, line: Line): number | undefined {
	let before = 0;
	for (const [from = 0, to = 0] of line) {
		if (number < from) return undefined;
		if (number <= to) return before + number - from + 1;
		before += to - from + 1;
	}
	return undefined;
}
