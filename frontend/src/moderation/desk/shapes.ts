/** Cases as the desk shows them, until the contract has them. */
import type { Author, Message, Photo } from '@/contract';

export type Subject = 'message' | 'photo' | 'question' | 'person' | 'application';
export type Origin = 'report' | 'rule' | 'held' | 'appeal' | 'moderator';
export type Measure =
	'nothing' | 'removed' | 'warned' | 'restricted' | 'published' | 'withheld' | 'granted' | 'upheld';
export type RestrictionKind = 'mute' | 'ban' | 'no_photos' | 'no_links' | 'hold_first';

export interface CaseRecord {
	id: number;
	rev: number;
	origin: Origin;
	subject: Subject;
	subject_id: number;
	held_id: number | null;
	appeal_id: number | null;
	author_id: number;
	channel_id: number | null;
	language: string;
	guideline: string;
	reports: number;
	urgency: number;
	opened_at: string;
	claimed_by: number | null;
	claimed_until: string | null;
	decided_at: string | null;
	decision_id: number | null;
}

export interface Decided {
	id: number;
	case_id: number | null;
	measure: Measure;
	at: string;
	by: string | null;
	by_id: number | null;
	guideline: string;
	edition: number;
	text: string;
	restriction: RestrictionKind | null;
	until: string | null;
	overturned_at: string | null;
}

export interface CaseRow extends CaseRecord {
	author: Author;
	excerpt: string;
	channel: string | null;
	claimant: string | null;
	decision: Decided | null;
	mine: boolean;
}

export interface CasesPage {
	cases: CaseRow[];
	next: number | null;
	open: number;
	held: number;
	appeals: number;
	head: number;
}

export interface Sign {
	what: string;
	weight: number;
	start: number | null;
	end: number | null;
}

interface Named {
	id: number;
	name: string;
}

export interface CaseNote {
	id: number;
	by: Named;
	at: string;
	text: string;
}

interface Received {
	id: number;
	by: Named;
	guideline: string;
	words: string;
	at: string;
	weight: number;
}

interface Past {
	joined_at: string;
	messages: number;
	strikes: { decision_id: number; at: string; fades_at: string; guideline: string }[];
	decisions: Decided[];
	restrictions: {
		id: number;
		kind: RestrictionKind;
		channel_id: number | null;
		channel: string | null;
		since: string;
		until: string | null;
		guideline: string;
	}[];
}

export interface WholeCase extends CaseRow {
	look: {
		text: string;
		html: string;
		at: string | null;
		number: number | null;
		parts: { name: string; text: string }[];
		photos: Photo[];
		link: string | null;
		removed: {
			at: string;
			by: string | null;
			own: boolean;
			guideline: string;
			removal_id: number | null;
		} | null;
	};
	before: Message[];
	after: Message[];
	held: {
		state: 'waiting' | 'published' | 'withheld' | 'withdrawn';
		at: string;
		text: string;
		photos: Photo[];
		corrected: boolean;
		message_id: number | null;
	} | null;
	why: { rule: string; rule_id: number | null; effect: string | null; signs: Sign[] } | null;
	received: Received[];
	history: Past;
	similar: Decided[];
	notes: CaseNote[];
	appeal: { words: string; at: string; decision: Decided } | null;
}

export interface Point {
	key: string;
	title: string;
	text: string;
}
