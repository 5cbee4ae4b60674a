/** What the chat's own streams carry, as the contract will name it. */
export interface Channel {
	id: number;
	rev: number;
	kind: 'community' | 'topic' | 'session' | 'panel' | 'direct';
	title: string;
	purpose: string;
	guidelines: string;
	language: string;
	access: 'members' | 'open';
	posting: 'everyone' | 'hosts' | 'moderators';
	state: 'proposed' | 'open' | 'read_only' | 'archived' | 'declined';
	meeting_id: number | null;
	session_id: number | null;
	panel_id: number | null;
	created_by: number | null;
	featured_id: number | null;
	last_number: number;
	last_at: string | null;
	members: number;
}

export interface Membership {
	id: number;
	rev: number;
	channel_id: number;
	joined_at: string;
	left_at: string | null;
	level: 'all' | 'mentions' | 'none';
	muted_until: string | null;
	read_number: number;
	mentions: number;
	request: 'sent' | 'received' | 'accepted' | 'declined' | null;
}
