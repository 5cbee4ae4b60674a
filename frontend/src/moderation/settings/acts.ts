/** Acts of the record in words. */
import type { ActOfModeration } from '@/contract';
import { together } from '@/core/words';
import { channels } from '../asked';
import { guidelines } from '../guidelines.svelte';
import { labelOf } from '../rules/fieldWords';
import { KINDS, type Kind } from '../rules/kinds';
import { say as sayRules } from '../rules/words';
import { say as sayShared } from '../words';
import { fieldName, say, valueName } from './actWords';
import { scopeName, type Scope } from './scopesForm';

const SUBJECTS = ['message', 'photo', 'question', 'person', 'application'] as const;
/** Acts that say by themselves what they are about. */
const WHOLE = ['settings', 'scoped', 'bulk.removed', 'bulk.restored', 'held.decided', 'guidelines.changed'];

/** "message 12", "“Loud”", "in Introductions"; empty where the act says it. */
export function subjectName({ act, subject, subject_id, why }: ActOfModeration): string {
	if (WHOLE.includes(act)) return '';
	if (subject === 'rule') return say('named', { name: why });
	if (act === 'topic.answered') return say('named', { name: channelName(subject_id) });
	if (subject === 'channel')
		return subject_id === 0 ? say('everywhere') : say('inChannel', { channel: channelName(subject_id) });
	const known = SUBJECTS.find((one) => one === subject);
	const what = known ? sayShared(known).toLowerCase() : subject.replaceAll('_', ' ');
	return say('numbered', { what, number: String(subject_id) });
}

/** Which point of the guidelines, or what was noted; the name of a rule is said before. */
export function whyName({ subject, why }: Pick<ActOfModeration, 'subject' | 'why'>): string {
	return subject === 'rule' || !why ? '' : guidelines.titleOf(why);
}

/** The case that an act belongs to, to look at it. */
export function caseOf({ after }: Pick<ActOfModeration, 'after'>): number | undefined {
	const { case_id } = after as { case_id?: unknown };
	return typeof case_id === 'number' ? case_id : undefined;
}

function channelName(id: number): string {
	const known = channels.now?.find((one) => one.id === id);
	return known?.title ?? say('aChannel', { number: String(id) });
}

/** "Live: no, then yes": what differs between before and after. */
export function changesIn({
	before,
	after,
}: Pick<ActOfModeration, 'before' | 'after'>): { what: string; was: string; is: string }[] {
	const [was, is] = [flat(before), flat(after)];
	return Object.keys({ ...was, ...is })
		.filter((field) => isTelling(field, field in was))
		.map((field) => ({
			...{
				what: labelIn(is.kind ?? was.kind, field),
				was: told(field, was[field]),
				is: told(field, is[field]),
			},
		}))
		.filter((one) => one.was !== one.is);
}

/** What is set in a rule stands beside its other fields. */
function flat(values: object): Record<string, unknown> {
	const { settings, ...others } = values as Record<string, unknown>;
	return { ...others, ...(typeof settings === 'object' ? settings : {}) };
}

/** Numbers of rows say nothing to a reader; a guideline is why, unless it was another before; a name is said before. */
function isTelling(field: string, wasSo: boolean): boolean {
	if (field === 'guideline' || field === 'name') return wasSo;
	return field === 'channel_id' || !(field.endsWith('_id') || field === 'edition');
}

function labelIn(kind: unknown, field: string): string {
	const ofRule = typeof kind === 'string' && kind in KINDS ? labelOf(kind as Kind, field) : '';
	return ofRule || fieldName(field);
}

function told(field: string, value: unknown): string {
	if (field === 'scopes') return scopesTold(value as Scope[]);
	if (field === 'channel_id') return typeof value === 'number' ? channelName(value) : '';
	if (Array.isArray(value)) return value.join(', ');
	return value === undefined || value === null
		? ''
		: worded(field, String(value as string | number | boolean));
}

const scopesTold = (scopes: Scope[] = []) => together(scopes.map(scopeName));

function worded(field: string, value: string): string {
	if (field === 'guideline') return guidelines.titleOf(value);
	if (field === 'kind' && value in KINDS) return sayRules(value as Kind);
	return field === 'name' ? value : valueName(value);
}
