/** What the chat is told. */
export interface Author {
	id: number;
	name: string;
	affiliation: string;
	badges: string[];
}
export interface Quote {
	id: number;
	number: number;
	name: string;
	excerpt: string;
	photos: number;
	removed: boolean;
}
export interface Message {
	id: number;
	rev: number;
	channel_id: number;
	number: number;
	author: Author;
	client_id: string;
	at: string;
	text: string;
	html: string;
	edited_at: string | null;
	corrected: boolean;
	reply_to: Quote | null;
	root_id: number | null;
	replies: number;
	last_reply_at: string | null;
	new_here: boolean;
	reactions: Record<string, number>;
	mentions: { id: number; name: string }[];
	photos: { id: number }[];
}
export interface Page {
	messages: Message[];
	first: number;
	last: number;
	newest: number;
	head: number;
	unread: number | null;
}
