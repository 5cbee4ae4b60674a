/** What is looked for when many are to be removed. */
import type { Bulk, PreviewBulk } from '@/contract';
import { say } from './words';

const HOUR = 3_600_000;
const SPANS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, ever: 0 } as const;
export type Span = keyof typeof SPANS;
export const SPAN_NAMES = Object.keys(SPANS) as Span[];

export interface Somebody {
	id: number;
	name: string;
}

export interface BulkForm {
	by: 'person' | 'search';
	person: Somebody | undefined;
	query: string;
	channel_id: number | null;
	span: Span;
}

export function newForm(person?: Somebody): BulkForm {
	return { by: 'person', person, query: '', channel_id: null, span: 'day' };
}

/** Undefined while nothing is said of whose or which. */
export function wantedOf(
	{ by, person, query, channel_id, span }: BulkForm,
	now: number,
): PreviewBulk | undefined {
	const words = query.trim();
	if (by === 'person' ? !person : !words) return undefined;
	const since = SPANS[span] > 0 ? new Date(now - SPANS[span]).toISOString() : null;
	const whose =
		by === 'person' && person ? { person_id: person.id, query: '' } : { person_id: null, query: words };
	return { ...whose, channel_id, since, until: null };
}

/** What a bulk was begun for, to go on with it. */
export function sameAs({ wanted }: Bulk): PreviewBulk {
	return { ...{ person_id: null, query: '', channel_id: null, since: null, until: null }, ...wanted };
}

/** "Of Lou Example", "With “torch”": whose or which it took away. */
export function whichName({ person, wanted }: Bulk): string {
	if (person) return say('ofPerson', { name: person.name });
	return typeof wanted.query === 'string' ? say('matching', { query: wanted.query }) : '';
}
