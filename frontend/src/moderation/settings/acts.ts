/** Acts of the record in words. */
import type { ActOfModeration } from '@/contract';
import { words } from '@/core/words';
import { say as sayShared } from '../words';

const ACTS = {
	removed: 'removed',
	restored: 'put back',
	'bulk.removed': 'removed many, as',
	'bulk.restored': 'put many back, of',
	decided: 'decided on',
	'channel.turned': 'slowed, locked or held',
	'held.decided': 'decided on all that was held,',
	'evidence.opened': 'looked at what was removed of',
	'evidence.emptied': 'let go of what was removed of',
	settings: 'changed how we moderate:',
	scoped: 'changed what a moderator looks after:',
	'rule.made': 'made',
	'rule.changed': 'changed',
	'rule.ended': 'took away',
} as const;
type Act = keyof typeof ACTS;

const say = words(ACTS);
const SUBJECTS = ['message', 'photo', 'question', 'person', 'application'] as const;

export const ACT_NAMES = Object.keys(ACTS) as Act[];

export function actName(act: string): string {
	return act in ACTS ? say(act as Act) : act.replaceAll('_', ' ');
}

export function subjectName({ subject, subject_id }: ActOfModeration): string {
	const known = SUBJECTS.find((one) => one === subject);
	return `${known ? sayShared(known).toLowerCase() : subject.replaceAll('_', ' ')} ${String(subject_id)}`;
}

/** "measure: nothing, then removed": what differs between before and after. */
export function changesIn({
	before,
	after,
}: Pick<ActOfModeration, 'before' | 'after'>): { what: string; was: string; is: string }[] {
	const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(isTelling);
	return fields
		.map((field) => ({ what: field.replaceAll('_', ' '), was: told(before, field), is: told(after, field) }))
		.filter(({ was, is }) => was !== is);
}

/** Numbers of rows say nothing to a reader; the guideline is why. */
const isTelling = (field: string) => !/_id$/.test(field) && field !== 'guideline' && field !== 'edition';

function told(values: object, field: string): string {
	const value: unknown = (values as Record<string, unknown>)[field];
	if (value === undefined || value === null || value === '') return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
