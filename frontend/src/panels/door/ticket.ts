/** What a ticket's QR code says: "FIRESIDE:<signup>:<number>:<signature>". Only the server can make the signature. */
const TICKET = /^FIRESIDE:(\d{1,15}):(-?\d{1,9}):[\w-]{8,80}$/;

export interface Ticket {
	signup: number;
	/** The line number it was made for: a seat that was given back and taken again has another. */
	number: number;
	text: string;
}

/** Undefined for a code that is no ticket of ours. */
export function readTicket(text: string): Ticket | undefined {
	const found = TICKET.exec(text.trim());
	if (!found) return undefined;
	return { signup: Number(found[1]), number: Number(found[2]), text: text.trim() };
}

/** The SHA-256 of a ticket in hexadecimal digits; undefined where the page is not served securely. */
export async function digestOf({ text }: Ticket): Promise<string | undefined> {
	if (!('subtle' in crypto)) return undefined;
	const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
