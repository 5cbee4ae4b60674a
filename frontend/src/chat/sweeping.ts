/**
 * Nothing that was removed stays on this phone: what it keeps of channels that nobody looks at is asked about when the
 * server is heard, and what is gone is taken out of every shelf.
 */
import type { ListedChannel, Photo } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { amend } from '@/core/amending';
import { drop, kept, keptUnder } from '@/core/kept';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { sweeping } from '@/core/sweeping';
import { doors } from './around/doors';
import {
	meantBy,
	namedIn,
	photosIn,
	withoutExcerpt,
	withoutGone,
	withoutLatest,
	withoutMeant,
	type Draft,
} from './cleansing';
import { tellGone, whenGone } from './gone';
import { MESSAGE } from './kinds';
import { forgetPhotos } from './photos/forgetting';
import type { Sent } from './shapes';
import type { TalkFrame } from './talking.svelte';

interface KeptPage {
	frame: TalkFrame;
	at: number;
}
interface KeptList {
	channels: ListedChannel[];
}

const SHELF = 'mine';
const [PAGES, LIST, DRAFTS] = ['channel:', 'chat:channels', 'draft:'];
/** So many are asked about at once, as the server takes them. */
const AT_ONCE = 2_000;
/** Of so many channels the newest page is kept. */
const MOST_PAGES = 40;

/** Asks which of the messages are gone, and tells it. */
export async function ask(messages: readonly number[]): Promise<void> {
	for (let from = 0; from < messages.length; from += AT_ONCE) {
		tellGone((await doors.gone(messages.slice(from, from + AT_ONCE))).messages);
	}
}

/** Asks about all that is kept; without a network, the next time. */
export const sweep = sweeping(async () => {
	await letGoOfTheOldest();
	const ids = await keptIds();
	if (ids.size > 0) await ask([...ids]).catch(() => undefined);
});

async function keptIds(): Promise<Set<number>> {
	const pages = await keptUnder<KeptPage>(SHELF, PAGES);
	const list = await kept<KeptList>(SHELF, LIST);
	const drafts = await keptUnder<Draft>(SHELF, DRAFTS);
	return new Set([
		...pages.flatMap(({ frame }) => namedIn(frame)),
		...(list?.channels ?? []).flatMap(({ latest }) => latest?.id ?? []),
		...drafts.flatMap(meantBy),
		...waiting().flatMap(({ about }) => about.reply?.id ?? []),
	]);
}

async function letGoOfTheOldest(): Promise<void> {
	const pages = await keptUnder<KeptPage>(SHELF, PAGES);
	const old = pages.sort((one, other) => other.at - one.at).slice(MOST_PAGES);
	for (const { frame } of old) await drop(SHELF, frame.stream);
}

function waiting(): Entry<Sent>[] {
	return [...outbox.waiting, ...outbox.told].filter(({ kind }) => kind === MESSAGE) as Entry<Sent>[];
}

/** Of what is kept, nothing shows it any more. */
async function cleanse(gone: ReadonlySet<number>): Promise<void> {
	const photos: Photo[] = [];
	await amend<KeptPage>(SHELF, PAGES, (page) => {
		const frame = withoutGone(page.frame, gone);
		if (frame) photos.push(...photosIn(page.frame, gone));
		return frame && { ...page, frame };
	});
	await amend<KeptList>(SHELF, LIST, (list) => {
		const shown = list.channels.some((channel) => withoutLatest(channel, gone));
		return shown
			? { ...list, channels: list.channels.map((one) => withoutLatest(one, gone) ?? one) }
			: undefined;
	});
	await amend<Draft>(SHELF, DRAFTS, (draft) => withoutMeant(draft, gone));
	await outbox.amend((entry) =>
		entry.kind === MESSAGE ? withoutExcerpt(entry as Entry<Sent>, gone) : undefined,
	);
	forgetPhotos(photos);
}

whenGone((gone) => {
	aloud.hush();
	void cleanse(gone);
});
