/** What is tapped in a channel. What is written waits for the network; what changes or removes it wants an answer at once. */
import type { Held, Message } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { Refusal } from '@/core/api';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { plain } from '@/core/plain';
import { mine } from '@/people';
import * as doors from './asking';
import { asSent, asWritten, type Named } from './mentions';
import { channelPath, messagePath } from './paths';
import { MESSAGE, REACTION, READ } from './kinds';
import type { Reacting, Reading, Sent } from './shapes';
import type { Talk } from './talks.svelte';
import { say } from './words';

export interface Written {
	text: string;
	mentions: readonly Named[];
	photos: readonly string[];
	/** What it answers. */
	reply?: Message | undefined;
}

/** So much of what is answered is shown before the server shows it. */
const EXCERPT = 120;

/** Says it, now or when there is a network. */
export async function write(talk: Talk, { text, mentions, photos, reply }: Written): Promise<void> {
	const title = talk.title;
	const about: Sent = {
		channel_id: talk.id,
		title,
		text: asSent(text.trim(), mentions),
		written: text,
		mentions: mentions.map(({ id, name }) => ({ id, name })),
		photos,
		reply: reply && quoted(reply),
		root: reply && (reply.root_id ?? reply.id),
	};
	await outbox.put<Sent>({ kind: MESSAGE, what: say('what', { title }), href: channelPath(talk.id), about });
}

function quoted({ id, number, author, html }: Message): NonNullable<Sent['reply']> {
	return { id, number, name: author.name, excerpt: plain(html).slice(0, EXCERPT) };
}

/** What was refused is sent once more, as it is, at the end of the line. */
export async function sendAgain(entry: Entry<Sent>): Promise<void> {
	const { kind, what, href, about } = entry;
	// At once: a page that is left between the two would take the message with it.
	await Promise.all([outbox.drop(entry), outbox.put<Sent>({ kind, what, href, about })]);
}

/** Takes back what was not sent yet. */
export async function unsend(entry: Entry): Promise<boolean> {
	const back = await outbox.takeBack(entry);
	if (!back) aloud.tell(say('tooLate'));
	return back;
}

/** Reacts, or takes it back; a tap that was not sent yet is simply not sent. */
export async function toggleReaction(talk: Talk, message: Message, emoji: string): Promise<void> {
	const chip = talk.own.chips(message).find((one) => one.emoji === emoji);
	const before = talk.own.tapped(message.id, emoji);
	if (before && (await outbox.takeBack(before))) return;
	const about: Reacting = {
		channel_id: talk.id,
		message_id: message.id,
		emoji,
		on: !chip?.mine,
	};
	const what = say('whatReaction', { title: talk.title });
	await outbox.put<Reacting>({ kind: REACTION, what, href: channelPath(talk.id), about });
}

/** Everything up to this number was on the screen. Only ever forward; an older mark that was not sent yet is not sent. */
export async function markSeen(talk: Talk, number: number): Promise<void> {
	if (!talk.own.isJoined || number <= talk.own.readTo) return;
	for (const entry of talk.own.reading) await outbox.takeBack(entry);
	const about: Reading = { channel_id: talk.id, number };
	await outbox.put<Reading>({ kind: READ, what: '', href: channelPath(talk.id), about });
}

/** Changes what I said; true when it is done. */
export async function change(
	talk: Talk,
	message: Message,
	to: Pick<Written, 'text' | 'mentions'> & { corrected: boolean },
): Promise<boolean> {
	const text = asSent(to.text.trim(), to.mentions);
	const changed = await attempt(() => doors.edit(message.id, { text, corrected: to.corrected }));
	if (changed && doors.isHeld(changed)) {
		mine.learn('held', changed);
		aloud.tell(say('editHeld'));
	} else if (changed) talk.talking.learn(changed);
	return changed !== undefined;
}

/** Takes back what waits for a look. */
export async function withdraw(held: Held): Promise<boolean> {
	const done = await attempt(async () => {
		await doors.withdraw(held.id);
		return true;
	});
	if (done) await mine.refresh();
	return done === true;
}

export async function remove(talk: Talk, message: Message): Promise<void> {
	const done = await attempt(async () => {
		await doors.remove(message.id);
		return true;
	});
	if (done) aloud.tell(say('removed'));
	if (done) void talk.refresh();
}

export async function copyText({ text, mentions }: Message): Promise<void> {
	await copy(asWritten(text, mentions));
}

export async function copyLink({ channel_id, number }: Message): Promise<void> {
	await copy(new URL(messagePath(channel_id, number), location.origin).href);
}

async function copy(text: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		aloud.tell(say('copied'));
	} catch {
		aloud.tell(say('notCopied'));
	}
}

/** Does it now, or says why not. */
export async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
	try {
		return await act();
	} catch (error) {
		aloud.tell(error instanceof Refusal ? error.message : say('needsNetwork'));
		return undefined;
	}
}
