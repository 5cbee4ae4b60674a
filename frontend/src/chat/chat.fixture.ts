/** Messages for tests, in a few words; and a channel as its server has it. */
import type { Message, Page } from '@/contract';
import type { TalkFrame } from './talking.svelte';

export const SAM = { id: 1, name: 'Sam Rios', affiliation: '', badges: [] };
export const LENA = { id: 2, name: 'Lena Novak', affiliation: '', badges: [] };
const NOON = Date.parse('2026-12-01T12:00:00Z');

/** The message with this number; one a minute from noon on, unless it is said otherwise. */
export function aMessage(number: number, more: Partial<Message> = {}): Message {
	return {
		...{
			id: 1000 + number,
			rev: number,
			number,
			channel_id: 7,
			author: SAM,
			client_id: `c${String(number)}`,
		},
		...{
			at: new Date(NOON + number * 60_000).toISOString(),
			text: `Message ${String(number)}`,
			html: `<p>Message ${String(number)}</p>`,
		},
		...{ edited_at: null, corrected: false, reply_to: null, root_id: null, replies: 0, last_reply_at: null },
		...{ new_here: false, reactions: {}, mentions: [], photos: [], ...more },
	};
}

/** A channel with so many messages, which answers as the server does. */
export class Room {
	head = 0;
	/** By their numbers; removed ones are gone. */
	readonly messages = new Map<number, Message>();
	readonly #removed = new Map<number, number>();
	newest = 0;

	constructor(count = 0) {
		for (let number = 1; number <= count; number += 1) this.says();
	}

	says(more: Partial<Message> = {}): Message {
		const message = aMessage((this.newest += 1), { ...more, rev: (this.head += 1) });
		this.messages.set(message.number, message);
		return message;
	}

	changes(number: number, more: Partial<Message>): void {
		const before = this.messages.get(number);
		if (before) this.messages.set(number, { ...before, ...more, rev: (this.head += 1) });
	}

	removes(number: number): void {
		const before = this.messages.get(number);
		if (!before) return;
		this.messages.delete(number);
		this.#removed.set(before.id, (this.head += 1));
	}

	/** What changed after `since`; the newest page when that is too much to tell. */
	since(since: number, most = 50): TalkFrame {
		const changed = [...this.messages.values()].filter(({ rev }) => rev > since);
		const gone = [...this.#removed].filter(([, rev]) => rev > since);
		const reset = since === 0 || changed.length + gone.length > most;
		const told = [...changed, ...gone.map(([id, rev]) => ({ id, rev, removed: true }))];
		const message = reset ? this.between(1, this.newest).slice(-most) : told;
		return { stream: 'channel:7', since: reset ? 0 : since, head: this.head, reset, records: { message } };
	}

	between(first: number, last: number): Message[] {
		const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
		return numbers.flatMap((number) => this.messages.get(number) ?? []);
	}

	page(first: number, last: number): Page {
		const { newest, head } = this;
		return {
			messages: this.between(first, last),
			...{ first, last: Math.min(last, newest), newest, head, unread: null, mine: [] },
		};
	}
}
