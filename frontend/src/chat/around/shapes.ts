/** Answers of the doors to channels, people, search and settings. */
import type { Channel, Membership, Message } from '@/contract';

export type Author = Message['author'];
export type Badge = Author['badges'][number];
export type NamedPerson = Pick<Author, 'id' | 'name'>;

/** A channel as a list shows it: with what moves with every message, and with me in it. */
export interface ListedChannel extends Channel {
	last_number: number;
	last_at: string | null;
	members: number;
	/** Its stream's number, to follow it from there. */
	head: number;
	/** The other of a direct one. */
	with: Author | null;
	latest: { author: string; excerpt: string } | null;
	membership: Membership | null;
	may: { post: boolean; edit: boolean; open: boolean };
}

export interface PersonCard extends Author {
	headline: string;
	interests: string[];
	/** Interests we share. */
	in_common: string[];
	channels: { id: number; title: string }[];
	blocked: boolean;
	reachable: boolean;
	channel_id: number | null;
}

export interface ChatSettings {
	guidelines: string;
	guidelines_version: number;
	welcome: string;
	prompts: string[];
	newcomer_days: number;
	limits: { links: number; mentions: number; photos: number; requests: number };
	introductions_id?: number | null;
	community_id?: number | null;
}

export interface FoundMessage {
	message: Message;
	channel: Pick<Channel, 'id' | 'title' | 'kind'>;
	parts: { text: string; marked: boolean }[];
	before: Message | null;
	after: Message | null;
}

export interface FoundMessages {
	found: FoundMessage[];
	next: string | null;
}

/** What mattered since a number. */
export interface Digest {
	since: number;
	last: number;
	messages: number;
	replied: Message[];
	reacted: Message[];
	answered: { id: number; text: string }[];
	joined: { count: number; people: Omit<Author, 'badges'>[] };
}
