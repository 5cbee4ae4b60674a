/** Answers of the chat's doors. */
import type { Message, Photo } from '@/contract';

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
	text: string;
	mentions: { id: number; name: string }[];
	photos: Photo[];
	reply?: { id: number; number: number; name: string; excerpt: string } | undefined;
	/** The chain of replies it belongs to. */
	root?: number | undefined;
}
