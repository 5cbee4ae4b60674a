import { correction, generate } from 'lean-qr';
import { expect, it } from 'vitest';
import { codeOf } from './qr';

/** The dark squares of a path of strokes, as "x y". */
function squares(path: string): Set<string> {
	const dark = new Set<string>();
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
		for (let step = 0; step < Number(length); step += 1) dark.add(`${String(Number(x) + step)} ${y ?? ''}`);
	}
	return dark;
}

it('the path of a code has exactly its dark squares', () => {
	const text = 'FIRESIDE:17:4:c2lnbmF0dXJl';
	const { size, path } = codeOf(text);
	const bits = generate(text, { minCorrectionLevel: correction.Q });
	const dark = squares(path);

	expect(size).toBe(bits.size);
	for (let y = 0; y < size; y += 1) {
		for (let x = 0; x < size; x += 1) expect(dark.has(`${String(x)} ${String(y)}`)).toBe(bits.get(x, y));
	}
});

it('another ticket is another code', () => {
	expect(codeOf('FIRESIDE:17:4:a').path).not.toBe(codeOf('FIRESIDE:17:5:a').path);
});
