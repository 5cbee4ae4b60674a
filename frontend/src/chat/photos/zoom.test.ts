import { expect, it } from 'vitest';
import { movedBy, NEAR, toggled, WHOLE, zoomedBy } from './zoom';

const FRAME = { width: 400, height: 800 };

it('keeps what is under the finger where it is', () => {
	const at = { x: 100, y: -50 };
	const near = zoomedBy(WHOLE, 2, at, FRAME);
	expect(near.scale).toBe(2);
	// The place of the photo that was at (100, -50) is drawn at offset + place * scale.
	expect([near.x + at.x * 2, near.y + at.y * 2]).toEqual([at.x, at.y]);
});

it('goes near by a double tap, and back to the whole by another', () => {
	const near = toggled(WHOLE, { x: 0, y: 0 }, FRAME);
	expect(near).toEqual({ scale: NEAR, x: 0, y: 0 });
	expect(toggled(near, { x: 10, y: 10 }, FRAME)).toEqual(WHOLE);
});

it('never leaves the photo, nor makes it smaller than whole', () => {
	const near = zoomedBy(WHOLE, 2, { x: 0, y: 0 }, FRAME);
	expect(movedBy(near, { x: 9_999, y: -9_999 }, FRAME)).toEqual({ scale: 2, x: 200, y: -400 });
	expect(zoomedBy(near, 0.1, { x: 300, y: 300 }, FRAME)).toEqual(WHOLE);
	expect(zoomedBy(near, 100, { x: 0, y: 0 }, FRAME).scale).toBe(5);
});
