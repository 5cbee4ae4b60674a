import type { Track } from '@/contract';

/** Steps round the circle of hues so that tracks next to each other differ most. */
const GOLDEN = 137.5;

/** The colour of a track. It only helps to tell tracks apart; the name always stands beside it. */
export function colourOf(track: Pick<Track, 'colour' | 'position' | 'id'>): string {
	const hue = Math.round((190 + (track.position || track.id) * GOLDEN) % 360);
	return track.colour || `oklch(64% 0.12 ${String(hue)})`;
}
