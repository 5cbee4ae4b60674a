/** A QR code as one path of squares, a unit each: sharp at every size, and made without a network. */
import { correction, generate } from 'lean-qr';

export interface Code {
	/** Squares along one side, without the quiet border. */
	size: number;
	path: string;
}

/** Read also by a poor camera: a quarter of it may be hidden. */
export function codeOf(text: string): Code {
	const bits = generate(text, { minCorrectionLevel: correction.Q });
	const rows = Array.from({ length: bits.size }, (_, y) => rowOf((x) => bits.get(x, y), bits.size, y));
	return { size: bits.size, path: rows.join('') };
}

/** Squares beside each other are one stroke, so that no seam shows between them. */
function rowOf(isDark: (x: number) => boolean, size: number, y: number): string {
	let path = '';
	for (let x = 0; x < size; x += 1) {
		const from = x;
		while (x < size && isDark(x)) x += 1;
		if (x > from) path += `M${String(from)} ${String(y)}h${String(x - from)}v1H${String(from)}z`;
	}
	return path;
}
