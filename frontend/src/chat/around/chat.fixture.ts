/** Channels and memberships for tests, in a few words. */
import type { ListedChannel, Membership } from '@/contract';

let ids = 300;
const next = () => (ids += 1);

export function aChannel(more: Partial<ListedChannel> = {}): ListedChannel {
	const id = more.id ?? next();
	return {
		...{ id, rev: id, kind: 'topic', title: 'Downtime drills', purpose: '', guidelines: '', language: 'en' },
		...{ access: 'members', posting: 'everyone', state: 'open', featured_id: null, head: 0, with: null },
		...{ meeting_id: null, session_id: null, panel_id: null, last_number: 0, last_at: null, members: 2 },
		...{ opens_at: null, read_only_at: null, archived_at: null, latest: null, membership: null },
		...{ slow_seconds: 0, locked_at: null, holding: 'nobody' },
		...{ may: { post: true, edit: false, open: false, moderate: false }, ...more },
	};
}

/** I joined it at noon, and read all. */
export function aMembership(channel: ListedChannel, more: Partial<Membership> = {}): Membership {
	const id = next();
	return {
		...{ id, rev: id, channel_id: channel.id, joined_at: '2026-12-01T12:00:00Z', left_at: null },
		...{ level: 'all', muted_until: null, read_number: channel.last_number, mentions: 0, request: null },
		...more,
	};
}
