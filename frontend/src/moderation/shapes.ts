/** What the server says about moderation, by the names that this part uses. */

/** One point of the guidelines, by its key. */
export interface Point {
	key: string;
	title: string;
	text: string;
}

export interface Guidelines {
	number: number;
	at: string;
	guidelines: string;
	points: Point[];
}

export type Subject = 'message' | 'photo' | 'question' | 'person' | 'application';
export type Measure =
	'nothing' | 'removed' | 'warned' | 'restricted' | 'published' | 'withheld' | 'granted' | 'upheld';
export type RestrictionKind = 'mute' | 'ban' | 'no_photos' | 'no_links' | 'hold_first';

export interface Report {
	id: number;
	rev: number;
	subject: Subject;
	subject_id: number;
	guideline: string;
	words: string;
	at: string;
	decided_at: string | null;
	helped: boolean | null;
}

export interface Decision {
	id: number;
	rev: number;
	measure: Measure;
	subject: Subject;
	subject_id: number;
	channel_id: number | null;
	at: string;
	guideline: string;
	edition: number;
	text: string;
	appeal_until: string | null;
	overturned_at: string | null;
	restriction_id: number | null;
}

export interface Appeal {
	id: number;
	rev: number;
	decision_id: number;
	words: string;
	at: string;
	decided_at: string | null;
	granted: boolean | null;
	answer: string;
}

export interface Restriction {
	id: number;
	rev: number;
	kind: RestrictionKind;
	channel_id: number | null;
	since: string;
	until: string | null;
	guideline: string;
	text: string;
	decision_id: number | null;
}

export interface ToRemove {
	subject: Subject;
	subject_id: number;
	guideline: string;
	text: string;
	note: string;
}

export interface Removal {
	id: number;
}
