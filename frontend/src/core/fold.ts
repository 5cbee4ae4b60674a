const MARKS = /\p{M}+/gu;

/** A text as one compares it: without accents, in small letters. */
export function fold(text: string): string {
	return text.normalize('NFD').replace(MARKS, '').toLowerCase();
}

/** Whether every word that is looked for begins some word of the text, accents and case aside. */
export function matches(text: string, query: string): boolean {
	const words = fold(text).split(/[^\p{L}\p{N}]+/u);
	return fold(query)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.every((wanted) => words.some((word) => word.startsWith(wanted)));
}
