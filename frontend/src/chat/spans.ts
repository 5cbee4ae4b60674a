/**
 * Runs of messages that are known without a hole, by their numbers: from `first` to `last`, both within. A list of them
 * is in order, and no two touch.
 */
export interface Span {
	readonly first: number;
	readonly last: number;
}

/** The list with one more run in it, made one with whatever it meets. */
export function withSpan(spans: readonly Span[], added: Span): readonly Span[] {
	if (added.last < added.first) return spans;
	let { first, last } = added;
	const apart: Span[] = [];
	for (const span of spans) {
		if (span.last < first - 1 || span.first > last + 1) apart.push(span);
		else {
			first = Math.min(first, span.first);
			last = Math.max(last, span.last);
		}
	}
	return [...apart, { first, last }].sort((one, other) => one.first - other.first);
}

/** The run that holds this number. */
export function spanAt(spans: readonly Span[], number: number): Span | undefined {
	return spans.find(({ first, last }) => first <= number && number <= last);
}
