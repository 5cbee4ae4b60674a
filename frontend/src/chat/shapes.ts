/** Answers of the chat's doors. */
import type { Message } from '@/contract';

/** Messages in order: all there are from `first` to `last`. `last` below `first` says that there is nothing there. */
export interface Page {
	messages: Message[];
	first: number;
	last: number;
	newest: number;
	head: number;
	unread: number | null;
}

export interface Chain {
	root: Message | null;
	messages: Message[];
	more: boolean;
}

/** A message on its way: what was written, and what it answers. */
export interface Sent {
	channel_id: number;
	title: string;
	/** As it is sent, with mentions by number; `written` is what stood in the field. */
	text: string;
	written: string;
	mentions: { id: number; name: string }[];
	/** Pictures on this phone, by the names it gave them. */
	photos: string[];
	reply?: { id: number; number: number; name: string; excerpt: string } | undefined;
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
