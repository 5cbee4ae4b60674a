/** Takes what was removed out of what this phone holds; each returns undefined where there was nothing to take out. */
import type { ListedChannel, Message, Photo } from '@/contract';
import type { Entry } from '@/core/outbox.svelte';
import type { Sent } from './shapes';
import type { TalkFrame } from './talking.svelte';

type Gone = ReadonlySet<number>;
type Listed = readonly NonNullable<TalkFrame['records']['message']>[number][];

const isMessage = (one: Listed[number]): one is Message => 'author' in one;

/** The ids of all messages that a page shows something of. */
export function namedIn({ records }: TalkFrame): number[] {
	const messages = (records.message ?? []).filter(isMessage);
	return messages.flatMap(({ id, reply_to }) => (reply_to && !reply_to.removed ? [id, reply_to.id] : [id]));
}

/** The photos of what is gone from a page. */
export function photosIn({ records }: TalkFrame, gone: Gone): Photo[] {
	return (records.message ?? []).filter(isMessage).flatMap(({ id, photos }) => (gone.has(id) ? photos : []));
}

export function withoutGone<F extends TalkFrame>(frame: F, gone: Gone): F | undefined {
	if (!namedIn(frame).some((id) => gone.has(id))) return undefined;
	const message = (frame.records.message ?? [])
		.filter(({ id }) => !gone.has(id))
		.map((one) => (isMessage(one) ? (withoutQuote(one, gone) ?? one) : one));
	return { ...frame, records: { ...frame.records, message } };
}

/** A message that answers what is gone no longer says what that was. */
export function withoutQuote(message: Message, gone: Gone): Message | undefined {
	const quote = message.reply_to;
	if (!quote || quote.removed || !gone.has(quote.id)) return undefined;
	return { ...message, reply_to: { ...quote, name: '', excerpt: '', photos: 0, removed: true } };
}

export function withoutLatest(channel: ListedChannel, gone: Gone): ListedChannel | undefined {
	return channel.latest && gone.has(channel.latest.id) ? { ...channel, latest: null } : undefined;
}

export interface Draft {
	reply?: Message | undefined;
	edit?: { message: Message } | undefined;
}

/** The messages that what is being written answers or changes. */
export function meantBy({ reply, edit }: Draft): number[] {
	return [reply?.id ?? [], edit?.message.id ?? []].flat();
}

/** What is being written neither answers nor changes what is gone. */
export function withoutMeant<D extends Draft>(draft: D, gone: Gone): D | undefined {
	if (!meantBy(draft).some((id) => gone.has(id))) return undefined;
	const { reply, edit } = draft;
	const stays = ({ id }: Message) => !gone.has(id);
	return {
		...draft,
		reply: reply && stays(reply) ? reply : undefined,
		edit: edit && stays(edit.message) ? edit : undefined,
	};
}

/** What waits to be sent still answers it, and shows nothing of it. */
export function withoutExcerpt(entry: Entry<Sent>, gone: Gone): Entry<Sent> | undefined {
	const { reply } = entry.about;
	if (!reply?.excerpt || !gone.has(reply.id)) return undefined;
	return { ...entry, about: { ...entry.about, reply: { ...reply, excerpt: '', removed: true } } };
}
