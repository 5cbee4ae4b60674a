/** How photos stand in a message, and at what size they are fetched. */
import type { Photo } from '@/contract';

/** The longest sides the server keeps. */
export const SIDES = [320, 1_080, 2_048] as const;
/** Taller or wider than this, one photo by itself is cut. */
const TALLEST = 0.7;
const WIDEST = 2.4;
/** So many show in a message; the rest is behind the last. */
export const MOST_SHOWN = 4;

export function addressOf({ id }: Pick<Photo, 'id'>, side: (typeof SIDES)[number]): string {
	return `/api/photos/${String(id)}/${String(side)}`;
}

/** Every size with its real width, for the browser to choose from. */
export function everySize(photo: Photo): string {
	const longest = Math.max(photo.width, photo.height);
	return SIDES.map((side) => {
		const width = Math.round(photo.width * Math.min(1, side / longest));
		return `${addressOf(photo, side)} ${String(width)}w`;
	}).join(', ');
}

/** The proportions in which one photo by itself is shown: its own, within reason. */
export function proportion({ width, height }: Pick<Photo, 'width' | 'height'>): number {
	return Math.min(WIDEST, Math.max(TALLEST, width / height));
}
