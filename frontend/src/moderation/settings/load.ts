/** Whether one person carries too much of it. */
import type { Load } from '@/contract';

/** Fewer decisions than these say nothing about shares. */
const ENOUGH = 20;
const TWICE = 2;

/** My part of what all decided; undefined while that is nothing. */
export function shareOf({ mine, team }: Load): number | undefined {
	return team.decided > 0 ? mine.decided / team.decided : undefined;
}

/** Twice an even share, of enough to tell. */
export function isMuch(load: Load): boolean {
	const { team, moderators } = load;
	if (team.decided < ENOUGH || moderators < TWICE) return false;
	return (shareOf(load) ?? 0) > Math.min(TWICE / moderators, 0.75);
}
