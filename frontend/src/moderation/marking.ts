/** What in a text weighed, so that it can be marked where it stands. */
import type { Sign } from '@/contract';

export interface Piece {
	text: string;
	/** What weighed here; undefined for the words between. */
	sign?: Sign | undefined;
}

/** The text in pieces, in order. Places are counted in characters, as the server does, not in halves of them. */
export function piecesOf(text: string, signs: readonly Sign[]): Piece[] {
	const letters = [...text];
	const pieces: Piece[] = [];
	let reached = 0;
	for (const { start, end, sign } of placesOf(signs, letters.length)) {
		const from = Math.max(start, reached);
		if (end <= from) continue;
		if (from > reached) pieces.push({ text: letters.slice(reached, from).join('') });
		pieces.push({ text: letters.slice(from, end).join(''), sign });
		reached = end;
	}
	if (reached < letters.length) pieces.push({ text: letters.slice(reached).join('') });
	return pieces;
}

function placesOf(signs: readonly Sign[], length: number) {
	return signs
		.flatMap((sign) => {
			const { start, end } = sign;
			return start === null || end === null ? [] : [{ start, end: Math.min(end, length), sign }];
		})
		.sort((one, other) => one.start - other.start || other.sign.weight - one.sign.weight);
}

/** What weighed most, first; no more than a reader takes in. */
export function weightiest(signs: readonly Sign[], most = 5): Sign[] {
	return [...signs].sort((one, other) => other.weight - one.weight).slice(0, most);
}
