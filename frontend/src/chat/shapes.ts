/** What is on its way to the server. */

/** A message on its way: what was written, and what it answers. */
export interface Sent {
	channel_id: number;
	title: string;
	/** As it is sent, with mentions by number; `written` is what stood in the field. */
	text: string;
	written: string;
	mentions: { id: number; name: string }[];
	/** Pictures on this phone, by the names it gave them. */
	photos: readonly string[];
	reply?: { id: number; number: number; name: string; excerpt: string; removed?: boolean } | undefined;
	/** The chain of replies it belongs to. */
	root?: number | undefined;
}

/** An emoji that was tapped at a message. */
export interface Reacting {
	channel_id: number;
	message_id: number;
	emoji: string;
	on: boolean;
}

/** Seen up to this number. */
export interface Reading {
	channel_id: number;
	number: number;
}
