/** How near a photo is looked at: a scale, and how far its middle is moved, in pixels of a frame of some size. */
export interface Zoom {
	scale: number;
	x: number;
	y: number;
}

export interface Point {
	x: number;
	y: number;
}

export interface Frame {
	width: number;
	height: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
export const NEAR = 2.5;
const NEAREST = 5;

/** Nearer or farther by a factor, so that what is at `at` (from the frame's middle) stays there. */
export function zoomedBy(zoom: Zoom, factor: number, at: Point, frame: Frame): Zoom {
	const scale = Math.min(NEAREST, Math.max(1, zoom.scale * factor));
	const real = scale / zoom.scale;
	return within({ scale, x: at.x - (at.x - zoom.x) * real, y: at.y - (at.y - zoom.y) * real }, frame);
}

export function movedBy(zoom: Zoom, by: Point, frame: Frame): Zoom {
	return within({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, frame);
}

/** A double tap looks at that place, or at the whole again. */
export function toggled(zoom: Zoom, at: Point, frame: Frame): Zoom {
	return zoom.scale > 1 ? WHOLE : zoomedBy(WHOLE, NEAR, at, frame);
}

/** Never so far that there is nothing of it in the frame's middle. */
function within({ scale, x, y }: Zoom, { width, height }: Frame): Zoom {
	const [across, down] = [(width * (scale - 1)) / 2, (height * (scale - 1)) / 2];
	return { scale, x: clamped(x, across), y: clamped(y, down) };
}

const clamped = (value: number, most: number) => Math.min(most, Math.max(-most, value)) || 0;
