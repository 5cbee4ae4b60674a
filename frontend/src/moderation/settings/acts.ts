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
	note: 'wrote a note on',
	appeal: 'decided an appeal about',
	evidence: 'looked at what was removed of',
	restrict: 'restricted',
	lift: 'lifted a restriction of',
	publish: 'published',
	withhold: 'did not publish',
	channel: 'changed how a channel is moderated:',
	holding: 'changed what is held',
	settings: 'changed how we moderate',
	scopes: 'changed what a moderator looks after:',
	guidelines: 'changed the guidelines',
	rule_made: 'made a rule',
	rule_changed: 'changed a rule',
	rule_removed: 'took a rule away',
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
	const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	return fields
		.map((field) => ({ what: field.replaceAll('_', ' '), was: told(before, field), is: told(after, field) }))
		.filter(({ was, is }) => was !== is);
}

function told(values: object, field: string): string {
	const value: unknown = (values as Record<string, unknown>)[field];
	if (value === undefined || value === null || value === '') return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
