/** What the server says about moderation, by the names that this part uses. */

import type { CaseRow, Decided, ListedChannel } from '@/contract';

export type Measure = Decided['measure'];
export type RestrictionKind = NonNullable<Decided['restriction']>;
export type Subject = CaseRow['subject'];

export interface ToRemove {
	subject: Subject;
	subject_id: number;
	guideline: string;
	text: string;
	note: string;
}

/** What of a channel is turned. */
export interface ToTurn {
	slow_seconds?: number;
	locked?: boolean;
	holding?: ListedChannel['holding'];
}

export interface Removal {
	id: number;
}
