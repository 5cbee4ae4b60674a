/** What a list says of a conversation, in a few words. */
import type { ListedChannel, Message, PersonCard } from '@/contract';
import { agoName, DAY, dayAt, dayName, ownZone, timeAt, wallAt } from '@/core/times';
import { plain } from '@/core/plain';
import type { Listed } from './order';
import { say } from './words';

/** A direct one is called after whom it is with. */
export function nameOf(channel: Pick<ListedChannel, 'kind' | 'title' | 'with'>): string {
	return channel.with?.name ?? channel.title;
}

/** "Lena Novak: Welcome, come to Hall B", or what it is for. */
export function lastSaid({ channel, membership }: Pick<Listed, 'channel' | 'membership'>): string {
	if (membership?.request === 'sent') return say('waitsForAnswer');
	const { latest, purpose, kind } = channel;
	if (!latest) return purpose || say(kind);
	const excerpt = latest.excerpt || photosName(latest.photos);
	return kind === 'direct' ? excerpt : say('saidBy', { ...latest, excerpt });
}

/** "10:31" today, "yesterday", "3 days ago", then the date. */
export function shortWhen(at: number, now: number): string {
	const zone = ownZone();
	if (wallAt(at, zone).date === wallAt(now, zone).date) return timeAt(at, zone);
	return now - at < 6 * DAY ? agoName(at, now) : dayName(dayAt(at, zone), 'short');
}

/** What it is and for whom: "Topic · 214 members · anyone may read". */
export function aboutLine(channel: ListedChannel): string {
	if (channel.kind === 'direct') return say('direct');
	const parts = [say(channel.kind), say('membersCount', { count: channel.members })];
	if (channel.access === 'open') parts.push(say('anyoneReads'));
	if (channel.state === 'read_only') parts.push(say('readOnly'));
	if (channel.state === 'archived') parts.push(say('archived'));
	return parts.join(' · ');
}

/** A message as one line of text. */
export function plainOf({ html, photos }: Pick<Message, 'html' | 'photos'>): string {
	return plain(html) || photosName(photos.length);
}

const photosName = (count: number) => (count > 0 ? say('photo', { count }) : '');

export function inCommon({ in_common, channels }: PersonCard): string[] {
	const names = channels.map(({ title }) => title);
	return [
		in_common.length > 0 ? say('sharedInterests', { interests: in_common.join(', ') }) : '',
		names.length > 0 ? say('sharedChannels', { channels: names.slice(0, 3).join(', ') }) : '',
	].filter(Boolean);
}
