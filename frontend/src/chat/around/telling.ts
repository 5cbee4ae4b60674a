/** What a list says of a conversation, in a few words. */
import type { ListedChannel } from '@/contract';
import { agoName, DAY, dayAt, dayName, ownZone, timeAt, wallAt } from '@/core/times';
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
	return kind === 'direct' ? latest.excerpt : say('saidBy', latest);
}

/** "10:31" today, "Mon" this week, then the date. */
export function shortWhen(at: number, now: number): string {
	const zone = ownZone();
	const day = dayAt(at, zone);
	if (wallAt(at, zone).date === wallAt(now, zone).date) return timeAt(at, zone);
	return now - at < 6 * DAY ? agoName(at, now) : dayName(day, 'short');
}

/** What it is and for whom: "Topic · 214 members · anyone may read". */
export function aboutLine(channel: ListedChannel): string {
	const parts = [say(channel.kind), say('membersCount', { count: channel.members })];
	if (channel.access === 'open') parts.push(say('anyoneReads'));
	if (channel.state === 'read_only') parts.push(say('readOnly'));
	if (channel.state === 'archived') parts.push(say('archived'));
	return parts.join(' · ');
}
