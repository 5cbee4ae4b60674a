/** What a frame of its stream changes in a channel as it is listed. */
import type { ListedChannel, LiveFrame, Message } from '@/contract';

interface Heard {
	channel?: Partial<ListedChannel>[];
	message?: (Message | { removed: unknown })[];
}

export function heardIn(before: ListedChannel, frame: LiveFrame): ListedChannel {
	const { channel: [told] = [], message: messages = [] } = frame.records as Heard;
	const newest = newestOf(messages);
	const after = { ...before, ...told, head: Math.max(before.head, frame.head) };
	if (!newest || newest.number < after.last_number) return after;
	const { number, at, author, text, removed_at } = newest;
	const latest = removed_at === null ? { name: author.name, excerpt: text } : null;
	return { ...after, last_number: number, last_at: at, latest };
}

function newestOf(messages: (Message | { removed: unknown })[]): Message | undefined {
	const whole = messages.filter((message): message is Message => !('removed' in message));
	return whole.reduce<Message | undefined>(
		(newest, message) => (newest && newest.number > message.number ? newest : message),
		undefined,
	);
}
