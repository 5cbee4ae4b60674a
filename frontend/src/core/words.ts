/**
 * The message catalogue. Each feature says its sentences in a `words.ts`; a message is a string with `{places}`, or one
 * string per plural form, chosen by `count`. A place that a sentence needs and nobody fills is a type error.
 */
type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
type Message = string | Plural;

type Places<Text> = Text extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;
type Needs<M> = M extends string
	? Places<M>
	: M extends Plural
		? 'count' | { [Form in keyof M]: Places<M[Form]> }[keyof M]
		: never;
type Values<M> = [Needs<M>] extends [never] ? [] : [values: Record<Needs<M>, string | number>];

/** The language of the catalogue. Dates and numbers follow the reader's own English where they have one. */
export const locale: string = readersEnglish();

const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

export function words<const Catalogue extends Record<string, Message>>(catalogue: Catalogue) {
	return function say<Key extends keyof Catalogue>(key: Key, ...[values]: Values<Catalogue[Key]>): string {
		const message: Message = catalogue[key] as Message;
		const filled = (values ?? {}) as Record<string, string | number>;
		return fill(typeof message === 'string' ? message : form(message, filled), filled);
	};
}

function form(message: Plural, values: Record<string, string | number>): string {
	return message[plurals.select(Number(values.count))] ?? message.other;
}

function fill(text: string, values: Record<string, string | number>): string {
	return text.replace(/\{(\w+)\}/g, (_, place: string) => {
		const value = values[place] ?? '';
		return typeof value === 'number' ? numbers.format(value) : value;
	});
}

function readersEnglish(): string {
	const spoken = typeof navigator === 'undefined' ? [] : navigator.languages;
	return spoken.find((language) => language.startsWith('en-')) ?? 'en-GB';
}

const list = new Intl.ListFormat(locale, { type: 'conjunction' });

/** "Ana, Tom and Priya". */
export function together(names: string[]): string {
	return list.format(names);
}
