/** What a person does with channels. Each needs the server; what it answers is shown at once. */
import { aloud } from '@/core/aloud.svelte';
import { reason } from '@/core/asking.svelte';
import { mine } from '@/people';
import { channels } from '../channels.svelte';
import type { ChangeMembership, ListedChannel } from '@/contract';
import { doors } from './doors';
import { nameOf } from './telling';
import { say } from './words';

/** Comes in, and can take it back. */
export async function join(channel: ListedChannel): Promise<void> {
	await comeIn(channel);
	const undo = () => void saying(go(channel));
	aloud.tell(say('joined', { name: nameOf(channel) }), { label: say('undo'), run: undo });
}

/** Goes, and can come back as if nothing had been. */
export async function leave(channel: ListedChannel): Promise<void> {
	await go(channel);
	const undo = () => void saying(comeIn(channel));
	aloud.tell(say('left', { name: nameOf(channel) }), { label: say('undo'), run: undo });
}

export async function changeMembership(channelId: number, changes: ChangeMembership): Promise<void> {
	channels.learn(await doors.changeMembership(channelId, changes));
}

export async function answerRequest(channelId: number, accept: boolean): Promise<void> {
	channels.learn(await doors.answer(channelId, accept));
}

/** Says why it did not work, for what was tapped in a line that is gone again. */
export async function saying(act: Promise<void>): Promise<void> {
	try {
		await act;
	} catch (error) {
		aloud.tell(reason(error));
	}
}

async function comeIn(channel: ListedChannel): Promise<void> {
	channels.learn(await doors.join(channel.id));
	aloud.announce(say('joined', { name: nameOf(channel) }));
}

async function go(channel: ListedChannel): Promise<void> {
	await doors.leave(channel.id);
	await Promise.all([mine.refresh(), channels.refresh()]);
	aloud.announce(say('left', { name: nameOf(channel) }));
}
