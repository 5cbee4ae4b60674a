/** How long an offer waits for its answer, the less the nearer the panel is: as a host reads and changes it. */
import { words } from '@/core/words';

/** From so many minutes before the panel on, so many minutes to answer; the farthest first, the nearest from 0 on. */
export interface Step {
	from: number;
	answer: number;
}

const [HOUR, DAY] = [60, 24 * 60];
export const FROM = [
	7 * DAY,
	5 * DAY,
	3 * DAY,
	2 * DAY,
	DAY,
	...[12, 8, 4, 2, 1].map((hours) => hours * HOUR),
	30,
	15,
];
export const ANSWER = [2 * DAY, ...[24, 12, 8, 4, 2, 1].map((hours) => hours * HOUR), 30, 15, 10, 5];
export const MOST = 12;

const say = words({
	days: { one: 'one day', other: '{count} days' },
	hours: { one: 'one hour', other: '{count} hours' },
	minutes: { one: 'one minute', other: '{count} minutes' },
	ormore: '{span} or more',
	less: 'less than {span}',
	always: 'at any time',
	line: '{when}: {answer}',
});

/** "3 days", "24 hours", "90 minutes": as long as whole ones say it. */
export function spanName(minutes: number): string {
	if (minutes >= 2 * DAY && minutes % DAY === 0) return say('days', { count: minutes / DAY });
	if (minutes >= HOUR && minutes % HOUR === 0) return say('hours', { count: minutes / HOUR });
	return say('minutes', { count: minutes });
}

/** The server's pairs; whatever the nearest begins with, it holds until the panel starts. */
export function stepsOf(pairs: readonly number[][]): Step[] {
	const steps = pairs.map(([from = 0, answer = 0]) => ({ from, answer }));
	return steps.map((step, place) => (place === steps.length - 1 ? { ...step, from: 0 } : step));
}

export function pairsOf(steps: readonly Step[]): number[][] {
	return steps.map(({ from, answer }) => [from, answer]);
}

/** "3 days or more", and of the nearest "less than one hour". */
export function whenName(steps: readonly Step[], place: number): string {
	const { from = 0 } = steps[place] ?? {};
	if (from > 0) return say('ormore', { span: spanName(from) });
	const before = steps[place - 1];
	return before ? say('less', { span: spanName(before.from) }) : say('always');
}

/** "3 days or more: 24 hours". */
export function lineOf(steps: readonly Step[], place: number): string {
	return say('line', { when: whenName(steps, place), answer: spanName(steps[place]?.answer ?? 0) });
}

/** With one more step, before the nearest: the next span that is offered, with the answer of the one before it. */
export function withOneMore(steps: readonly Step[]): Step[] {
	const last = steps.at(-1) ?? { from: 0, answer: 5 };
	const before = steps.at(-2);
	const from = FROM.find((minutes) => minutes < (before?.from ?? FROM[0] ?? 0)) ?? 1;
	return [...steps.slice(0, -1), { from, answer: before?.answer ?? last.answer }, last];
}

export function without(steps: readonly Step[], place: number): Step[] {
	return steps.filter((_, at) => at !== place);
}

/** Whether each begins nearer to the panel than the one before. */
export function descend(steps: readonly Step[]): boolean {
	return steps.every(({ from }, place) => place === 0 || from < (steps[place - 1]?.from ?? 0));
}

export function same(one: readonly Step[], other: readonly Step[]): boolean {
	return JSON.stringify(pairsOf(one)) === JSON.stringify(pairsOf(other));
}

/** What can be chosen, and what stands there already. */
export function choices(usual: readonly number[], now: number): { value: number; label: string }[] {
	const all = [...new Set([...usual, now])].sort((one, other) => other - one);
	return all.map((value) => ({ value, label: spanName(value) }));
}
