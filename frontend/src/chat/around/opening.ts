/** The chat of a session or a panel is there from the first who opens it. */
import { router } from '@/core/router.svelte';
import { draftOf } from '../drafts.svelte';
import { channels } from '../channels.svelte';
import { doors } from './doors';
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

/** Begins a message for somebody who would not know how to; what they had begun themselves stays. */
export async function beginDraft(channel: number, text: string): Promise<void> {
	const draft = draftOf(String(channel));
	await draft.open();
	if (!draft.isEmpty) return;
	draft.text = text;
	draft.changed();
}
