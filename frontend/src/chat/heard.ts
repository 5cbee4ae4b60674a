/** What a frame of its stream changes in a channel as it is listed. */
import { plain } from '@/core/plain';
import type { Channel, ListedChannel, LiveFrame, Message } from '@/contract';
import { withoutLatest } from './cleansing';

interface Removed {
	id: number;
	removed: unknown;
}
interface Heard {
	channel?: (Channel | Removed)[];
	message?: (Message | Removed)[];
}

/** As many letters of the newest message stand in the list, here as from the server. */
export const EXCERPT = 200;

const whole = <R extends object>(record: R | Removed): record is R => !('removed' in record);

/** The ids of the messages that a frame says are no more. */
export function removedIn(frame: LiveFrame): number[] {
	const { message = [] } = frame.records as Heard;
	return message.filter((one) => !whole<Message>(one)).map(({ id }) => id);
}

export function heardIn(before: ListedChannel, frame: LiveFrame): ListedChannel {
	const { channel = [], message = [] } = frame.records as Heard;
	const gone = new Set(removedIn(frame));
	const [told] = channel.filter(whole<Channel>);
	const after = { ...before, ...told, head: Math.max(before.head, frame.head) };
	return message.filter(whole<Message>).reduce(withNewest, withoutLatest(after, gone) ?? after);
}

function beginningOf(words: string): string {
	const letters = Array.from(words);
	return letters.length <= EXCERPT ? words : `${letters.slice(0, EXCERPT).join('').trimEnd()}…`;
}

/** One that is older than the newest changes nothing in the list. */
function withNewest(channel: ListedChannel, message: Message): ListedChannel {
	const { number, at, author, photos } = message;
	if (number < channel.last_number) return channel;
	const latest = {
		id: message.id,
		author: author.name,
		excerpt: beginningOf(plain(message.html)),
		photos: photos.length,
	};
	return { ...channel, last_number: number, last_at: at, latest };
}
