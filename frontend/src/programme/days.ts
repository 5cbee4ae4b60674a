import type { Showing } from './showing';

/** The same showings under their days, in order. */
export function byDay(showings: readonly Showing[]): { day: string; showings: Showing[] }[] {
	const days = new Map<string, Showing[]>();
	for (const showing of showings) {
		const ofDay = days.get(showing.day);
		if (ofDay) ofDay.push(showing);
		else days.set(showing.day, [showing]);
	}
	return [...days].map(([day, ofDay]) => ({ day, showings: ofDay }));
}
