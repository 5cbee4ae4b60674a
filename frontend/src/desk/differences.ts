/** What differs between two states of a form, and what happens when two people changed the same thing. */

/** A field that somebody else changed while we were writing; `mine` only where we changed it too. */
export interface Difference<F> {
	field: keyof F & string;
	was: unknown;
	theirs: unknown;
	mine?: unknown;
}

export function same(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

export function changedFields<F extends object>(before: F, after: F): (keyof F & string)[] {
	return fieldsOf(before).filter((field) => !same(before[field], after[field]));
}

/** The values of these fields alone. */
export function only<F extends object>(form: F, fields: readonly (keyof F & string)[]): Partial<F> {
	return Object.fromEntries(fields.map((field) => [field, form[field]])) as Partial<F>;
}

/** What they changed since `base`, beside what we made of it. */
export function differences<F extends object>(base: F, theirs: F, mine: F): Difference<F>[] {
	return changedFields(base, theirs).map((field) => {
		const seen = { field, was: base[field], theirs: theirs[field] };
		const ours = !same(base[field], mine[field]) && !same(theirs[field], mine[field]);
		return ours ? { ...seen, mine: mine[field] } : seen;
	});
}

/** Their state with our changes on top: nothing of either is lost but where both changed the same field. */
export function joined<F extends object>(base: F, theirs: F, mine: F): F {
	return { ...theirs, ...only(mine, changedFields(base, mine)) };
}

function fieldsOf<F extends object>(form: F): (keyof F & string)[] {
	return Object.keys(form) as (keyof F & string)[];
}
