/** Where a notice leads. */
import type { Notice } from '@/contract';

type Said = Pick<Notice, 'about'> & Partial<Pick<Notice, 'kind'>>;

/** A topic that is not open is answered where topics are found. */
const AMONG_TOPICS = new Set<Notice['kind'] | undefined>(['topic_proposed', 'topic_declined']);

/** What moderators decided, and what came of reports, stands among what is mine. */
const OF_MODERATION: Partial<Record<Notice['kind'], string>> = {
	decision: '/me/decisions',
	appeal_made: '/moderation',
	appeal_waits: '/me/decisions',
	appeal_decided: '/me/decisions',
	held_withheld: '/me/decisions',
	report_decided: '/me/reports',
	moderators_away: '/moderation',
};

/** The page of what it is about; undefined where there is none. */
export function pathOf({ about, kind }: Said): string | undefined {
	const told = about as Partial<Record<string, string | number>>;
	const mine = kind && OF_MODERATION[kind];
	if (mine) return mine;
	if (AMONG_TOPICS.has(kind)) return '/chat/find';
	if (told.channel_id !== undefined) return chatPath(told.channel_id, told.number);
	const { slug, panel_id: panel, session_id: session } = told;
	if (slug === undefined) return undefined;
	const meeting = `/m/${encodeURIComponent(slug)}`;
	if (panel !== undefined) return `${meeting}/panels/${String(panel)}`;
	return session === undefined ? undefined : `${meeting}/sessions/${String(session)}`;
}

/** The conversation, at the message that concerns me where it is one. */
function chatPath(channel: string | number, number: string | number | undefined): string {
	const at = number === undefined ? '' : `?at=${String(number)}`;
	return `/chat/${String(channel)}${at}`;
}
