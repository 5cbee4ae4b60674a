/** A QR code as one path of squares, a unit each: sharp at every size, and made without a network. */
import encodeQR from 'qr';

export interface Code {
	/** Squares along one side, with the quiet border that a camera needs. */
	size: number;
	path: string;
}

const BORDER = 4;

/** Read also by a poor camera: a quarter of it may be hidden. */
export function codeOf(text: string): Code {
	const rows = encodeQR(text, 'raw', { ecc: 'quartile', border: BORDER });
	return { size: rows.length, path: rows.map(strokes).join('') };
}

/** Squares beside each other are one stroke, so that no seam shows between them. */
function strokes(row: readonly boolean[], y: number): string {
	let path = '';
	for (let x = 0; x < row.length; x += 1) {
		const from = x;
		while (row[x]) x += 1;
		if (x > from) path += `M${String(from)} ${String(y)}h${String(x - from)}v1H${String(from)}z`;
	}
	return path;
}
