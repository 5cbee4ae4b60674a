/** What a person does with channels. Each needs the server; what it answers is shown at once. */
import type { Membership } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { reason } from '@/core/asking.svelte';
import { mine } from '@/people';
import { channels } from '../channels.svelte';
import { doors, type ChangeMembership } from '../doors';
import { nameOf } from './telling';
import { say } from './words';
import type { ListedChannel } from '@/contract';

const learn = (membership: Membership) => mine.learn('membership', membership);

/** Comes in, and can take it back. */
export async function join(channel: ListedChannel): Promise<void> {
	learn(await doors.join(channel.id));
	channels.learn({ ...channel, members: channel.members + 1 });
	const undo = () => void saying(leave(channel, { quietly: true }));
	aloud.tell(say('joined', { name: nameOf(channel) }), { label: say('undo'), run: undo });
}

/** Goes, and can come back as if nothing had been. */
export async function leave(channel: ListedChannel, { quietly = false } = {}): Promise<void> {
	learn(await doors.leave(channel.id));
	if (quietly) return aloud.announce(say('left', { name: nameOf(channel) }));
	const undo = () => void saying(comeBack(channel));
	aloud.tell(say('left', { name: nameOf(channel) }), { label: say('undo'), run: undo });
}

async function comeBack(channel: ListedChannel): Promise<void> {
	learn(await doors.join(channel.id));
	aloud.announce(say('joined', { name: nameOf(channel) }));
}

export async function changeMembership(channelId: number, changes: ChangeMembership): Promise<void> {
	learn(await doors.changeMembership(channelId, changes));
}

export async function answerRequest(channelId: number, accept: boolean): Promise<void> {
	learn(await doors.answer(channelId, accept));
}

/** Says why it did not work, for what was tapped in a line that is gone again. */
export async function saying(act: Promise<void>): Promise<void> {
	try {
		await act;
	} catch (error) {
		aloud.tell(reason(error));
	}
}
