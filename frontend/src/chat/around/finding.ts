/** What there is to find: channels by what they are, and what of the meeting has no channel yet. */
import type { Panel } from '@/contract';
import { matches } from '@/core/fold';
import type { Programme } from '@/programme';
import { isJoined, type Listed } from './order';

export interface Findings {
	/** Wait for a moderator, mine or, for a moderator, anybody's. */
	proposed: Listed[];
	/** All year: topics and the community's own channel. */
	topics: Listed[];
	/** Sessions and panels of this meeting whose chat was opened. */
	meeting: Listed[];
	/** Over, or of another edition: to be read. */
	past: Listed[];
}

/** A session or panel whose chat opens with a tap. */
export interface Unopened {
	key: string;
	kind: 'session' | 'panel';
	id: number;
	title: string;
	at: number;
}

const MOST_UNOPENED = 12;

export function foundIn(all: readonly Listed[], query: string, meetingId: number | undefined): Findings {
	const found: Findings = { proposed: [], topics: [], meeting: [], past: [] };
	for (const row of [...all].sort(byLife)) {
		const { channel } = row;
		if (channel.kind === 'direct' || channel.state === 'declined') continue;
		if (matches(`${channel.title} ${channel.purpose}`, query)) found[partOf(row, meetingId)].push(row);
	}
	return found;
}

function partOf({ channel }: Listed, meetingId: number | undefined): keyof Findings {
	if (channel.state === 'proposed') return 'proposed';
	if (channel.state === 'archived') return 'past';
	if (channel.kind === 'community' || channel.kind === 'topic') return 'topics';
	return channel.meeting_id === meetingId ? 'meeting' : 'past';
}

/** Where most people are, first; what I am in already, last. */
function byLife(one: Listed, other: Listed): number {
	const joined = Number(isJoined(one.membership)) - Number(isJoined(other.membership));
	return joined || other.channel.members - one.channel.members || one.channel.id - other.channel.id;
}

/** What matches in the programme and has no chat yet; all of it only when something is looked for. */
export function conversationsOf(programme: Programme, all: readonly Listed[], query: string): Unopened[] {
	if (!query.trim()) return [];
	const taken = new Set(all.map(({ channel }) => keyOf(channel)));
	const panels = [...programme.records<Panel>('panel').values()];
	const ofPanels = new Set(panels.map(({ session_id }) => session_id));
	const found = [
		...panels.map(({ id, title, starts_at }) => ({
			kind: 'panel' as const,
			id,
			title,
			at: Date.parse(starts_at ?? ''),
		})),
		...programme.showings
			.filter(({ session }) => session.state !== 'cancelled' && !ofPanels.has(session.id))
			.map(({ session, starts }) => ({
				kind: 'session' as const,
				id: session.id,
				title: session.title,
				at: starts,
			})),
	].map((one) => ({ ...one, key: `${one.kind}:${String(one.id)}` }));
	const distinct = new Map(found.map((one) => [one.key, one]));
	return [...distinct.values()]
		.filter(({ key, title }) => !taken.has(key) && matches(title, query))
		.sort((one, other) => one.at - other.at)
		.slice(0, MOST_UNOPENED);
}

function keyOf({ kind, session_id, panel_id }: Listed['channel']): string {
	return `${kind}:${String(kind === 'panel' ? panel_id : session_id)}`;
}
