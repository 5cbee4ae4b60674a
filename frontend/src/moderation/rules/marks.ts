/** A text in pieces: those that weighed are marked. */

export interface Span {
	start?: number | null | undefined;
	end?: number | null | undefined;
}
export interface Piece {
	text: string;
	marked: boolean;
}

/** Places count characters, not halves of one; those that overlap are one mark. */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
	const letters = [...text];
	const marked = new Array<boolean>(letters.length).fill(false);
	for (const { start, end } of spans) {
		if (typeof start === 'number' && typeof end === 'number') marked.fill(true, Math.max(0, start), end);
	}
	const pieces: Piece[] = [];
	for (const [place, letter] of letters.entries()) {
		const last = pieces.at(-1);
		if (last && last.marked === marked[place]) last.text += letter;
		else pieces.push({ text: letter, marked: marked[place] === true });
	}
	return pieces;
}
