/** Panels under their days. No network. */
import type { Panel } from '@/contract';
import { dayAt } from '@/core/times';

export interface Day {
	/** Empty for those that have no time yet. */
	day: string;
	panels: Panel[];
}

/** In the order they come in, which is that of their times. */
export function byDay(panels: readonly Panel[], zone: string): Day[] {
	const days = new Map<string, Panel[]>();
	for (const panel of panels) {
		const day = panel.starts_at ? dayAt(Date.parse(panel.starts_at), zone) : '';
		days.set(day, [...(days.get(day) ?? []), panel]);
	}
	return [...days].map(([day, ofDay]) => ({ day, panels: ofDay }));
}
