import decodeQR from 'qr/decode.js';
import { expect, it } from 'vitest';
import { codeOf, type Code } from './qr';

/** A picture of the code as a camera takes it: some points to each square. */
function picture({ size, path }: Code, points = 6) {
	const width = size * points;
	const data = new Uint8Array(width * width * 4).fill(255);
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
		const [left, top, long] = [Number(x) * points, Number(y) * points, Number(length) * points];
		for (let down = top; down < top + points; down += 1) {
			for (let right = left; right < left + long; right += 1)
				data.fill(0, (down * width + right) * 4, (down * width + right) * 4 + 3);
		}
	}
	return { width, height: width, data };
}

it.each(['FIRESIDE:17:4:c2lnbmF0dXJl-of-a-ticket_0123456789', 'FIRESIDE:1:-2:x'])(
	'a camera reads %s',
	(text) => {
		expect(decodeQR(picture(codeOf(text)))).toBe(text);
	},
);
