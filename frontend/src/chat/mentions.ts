/**
 * Mentions as they are written and as they are sent: "@Sam Rios" in the field, `<@12>` on the way. A name counts only
 * when it was chosen, so whoever is called the same is not called.
 */
export interface Named {
	id: number;
	name: string;
}

/** The longest part of a name that is looked for. */
const LONGEST = 40;

/** What stands between an `@` and the caret, and where; undefined where no name is being written. */
export function nameBeingWritten(text: string, caret: number): { at: number; name: string } | undefined {
	const before = text.slice(Math.max(0, caret - LONGEST), caret);
	const found = /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u.exec(before);
	const name = found?.[1];
	return name === undefined ? undefined : { at: caret - name.length - 1, name };
}

/** The text with the chosen person in place of what was written of the name, and where the caret stands then. */
export function withName(
	text: string,
	caret: number,
	at: number,
	{ name }: Named,
): { text: string; caret: number } {
	const rest = text.slice(caret);
	const said = `@${name}${/^[\s.,;:!?)]/.test(rest) ? '' : ' '}`;
	return { text: text.slice(0, at) + said + rest, caret: at + said.length };
}

/** As the server takes it. The longest names first, since one may begin with another. */
export function asSent(text: string, chosen: readonly Named[]): string {
	const names = [...chosen].sort((one, other) => other.name.length - one.name.length);
	let sent = text;
	for (const { id, name } of names) sent = sent.replaceAll(`@${name}`, `<@${String(id)}>`);
	return sent;
}

/** As it is read and written. */
export function asWritten(text: string, mentions: readonly Named[]): string {
	return text.replace(/<@(\d+)>/g, (whole, id: string) => {
		const named = mentions.find((one) => String(one.id) === id);
		return named ? `@${named.name}` : whole;
	});
}
