/** My agenda: what collides in it, what is too far apart, and where there is time. No clock, no network. */
import type { Room } from '@/contract';
import { MINUTE } from '@/core/times';
import { takesPlace, type Showing } from './showing';

/** `overlap`: both at once. `walk`: one after the other, but the way takes longer than the pause. */
export interface Clash {
	kind: 'overlap' | 'walk';
	other: Showing;
	/** Minutes on foot between the rooms. */
	walk: number;
	/** Minutes between the end of one and the start of the other; below nought they overlap. */
	pause: number;
}

/** The way to a showing from what I was at before it that day. */
export interface Way {
	from: Room;
	/** On foot. */
	minutes: number;
}

/** What stands in the agenda of a day: a showing with its clashes, or free time before the next. */
export type Line = { showing: Showing; clashes: Clash[] } | { free: number; from: number };

/** Shorter pauses are not worth a line. */
const WORTH_NAMING = 15;
/** Nor are shorter ways. */
const LONG_WAY = 5;

/**
 * Minutes on foot between two rooms. A room says how far it is from the middle of the venue: within one area the way is
 * the difference, else it leads through the middle.
 */
export function walkBetween(one: Room | undefined, other: Room | undefined): number {
	if (!one || !other || one.id === other.id) return 0;
	if (one.area && one.area === other.area)
		return Math.max(1, Math.abs(one.walk_minutes - other.walk_minutes));
	return one.walk_minutes + other.walk_minutes;
}

/** What a showing collides with among others, in the order of the programme. */
export function clashesOf(showing: Showing, others: readonly Showing[]): Clash[] {
	if (!takesPlace(showing)) return [];
	return others
		.filter((other) => other.session.id !== showing.session.id && takesPlace(other))
		.flatMap((other) => clashWith(showing, other) ?? []);
}

function clashWith(showing: Showing, other: Showing): Clash | undefined {
	const [first, second] = showing.starts <= other.starts ? [showing, other] : [other, showing];
	const pause = (second.starts - first.ends) / MINUTE;
	const walk = walkBetween(first.room, second.room);
	if (pause < 0) return { kind: 'overlap', other, walk, pause };
	return pause < walk ? { kind: 'walk', other, walk, pause } : undefined;
}

/** The way that is long, where nothing collides; a clash says its own way. */
export function wayTo(showing: Showing, mine: readonly Showing[]): Way | undefined {
	const earlier = mine.slice(0, mine.indexOf(showing));
	if (!takesPlace(showing) || clashesOf(showing, earlier).length > 0) return undefined;
	const before = earlier.findLast((other) => other.day === showing.day && takesPlace(other));
	const minutes = walkBetween(before?.room, showing.room);
	if (!before?.room || minutes < LONG_WAY) return undefined;
	return { from: before.room, minutes };
}

/** One day of my agenda. A clash is told once: at the later of the two; free time once, whatever was cancelled in it. */
export function linesOf(mine: readonly Showing[]): Line[] {
	const lines: Line[] = [];
	let free = Infinity;
	let lastTaken = 0;
	for (const [place, showing] of mine.entries()) {
		const line = { showing, clashes: clashesOf(showing, mine.slice(0, place)) };
		if (!takesPlace(showing)) {
			lines.push(line);
			continue;
		}
		const pause = (showing.starts - free) / MINUTE;
		if (pause >= WORTH_NAMING) lines.splice(lastTaken, 0, { free: pause, from: free });
		lastTaken = lines.push(line);
		free = free === Infinity ? showing.ends : Math.max(free, showing.ends);
	}
	return lines;
}
