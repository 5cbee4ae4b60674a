/** The chat of a session or a panel is there from the first who opens it. */
import { router } from '@/core/router.svelte';
import { channels } from '../channels.svelte';
import { doors } from '../doors';
import { channelPath } from '../paths';

export async function openChatOf(kind: 'session' | 'panel', id: number): Promise<void> {
	const channel = await (kind === 'panel' ? doors.ofPanel(id) : doors.ofSession(id));
	channels.learn(channel);
	await router.go(channelPath(channel.id));
}

/** The conversation with one person; nothing is asked of them before something is written. */
export async function openChatWith(person: number): Promise<void> {
	const channel = await doors.direct(person);
	channels.learn(channel);
	await router.go(channelPath(channel.id));
}
