/** A rule as a form, and what of it is sent. */
import type { ChangeRule, MakeRule, Rule } from '@/contract';
import { KINDS, startOf, type Field, type Kind, type Setting } from './kinds';
import { say } from './words';

export interface RuleForm {
	name: string;
	kind: Kind;
	effect: Rule['effect'];
	channel_id: number | null;
	guideline: string;
	/** What is typed in the fields of its kind: lists a line each, numbers as they are written. */
	typed: Record<string, string | boolean>;
}

const GUIDELINES: Partial<Record<Kind, string>> = {
	links: 'spam',
	repeats: 'spam',
	floods: 'spam',
	contacts: 'privacy',
	promotion: 'self_promotion',
	spam: 'spam',
};

/** One to begin with: it holds, but for what is only loud or hasty. */
export function newForm(kind: Kind): RuleForm {
	const mild = kind === 'shouting' || kind === 'contacts';
	return {
		...{ name: say(`${kind}_start`), kind, effect: kind === 'floods' ? 'limit' : mild ? 'suggest' : 'hold' },
		...{ channel_id: null, guideline: GUIDELINES[kind] ?? 'kindness', typed: typedOf(kind, startOf(kind)) },
	};
}

export function formOf(rule: Rule): RuleForm {
	const { name, kind, effect, channel_id, guideline } = rule;
	const settings = { ...startOf(kind), ...(rule.settings as Record<string, Setting>) };
	return { name, kind, effect, channel_id, guideline, typed: typedOf(kind, settings) };
}

function typedOf(kind: Kind, settings: Record<string, Setting>): RuleForm['typed'] {
	return Object.fromEntries(KINDS[kind].map(({ name }) => [name, asTyped(settings[name] ?? null)]));
}

function asTyped(setting: Setting): string | boolean {
	if (typeof setting === 'boolean') return setting;
	if (Array.isArray(setting)) return setting.join('\n');
	return setting === null ? '' : String(setting);
}

/** What cannot be right, by the names of the fields. */
export function wrongIn(form: RuleForm): Record<string, string> {
	const wrong = KINDS[form.kind].map((field) => [field.name, wrongWith(field, form.typed[field.name])]);
	const found = Object.fromEntries(wrong.filter(([, why]) => why)) as Record<string, string>;
	return form.name.trim() ? found : { ...found, name: say('needsName') };
}

function wrongWith(field: Field, typed: string | boolean | undefined): string {
	const text = String(typed ?? '').trim();
	if (field.shape === 'lines') return field.needed && !text ? say('needsLines') : '';
	if (field.shape === 'number') return fits(field, text) ? '' : say('wrongNumber', field);
	return '';
}

function fits({ none, least, most }: Extract<Field, { shape: 'number' }>, text: string): boolean {
	if (!text) return none === true;
	return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}

export function settingsOf({ kind, typed }: RuleForm): Record<string, Setting> {
	return Object.fromEntries(
		KINDS[kind].map((field) => [field.name, settingOf(field, typed[field.name] ?? '')]),
	);
}

function settingOf(field: Field, typed: string | boolean): Setting {
	if (field.shape === 'switch') return typed === true;
	const text = String(typed).trim();
	if (field.shape === 'choice') return text;
	if (field.shape === 'number') return text ? Number(text) : null;
	const lines = text.split('\n').map((line) => line.trim());
	return [...new Set(lines.filter(Boolean))];
}

export function makingOf(form: RuleForm): MakeRule {
	const { name, kind, effect, channel_id, guideline } = form;
	return { name: name.trim(), kind, effect, channel_id, guideline, settings: settingsOf(form) } as MakeRule;
}

/** The same without the kind, which stays what it is. */
export function changesOf(form: RuleForm): ChangeRule {
	const { name, effect, channel_id, settings, guideline } = makingOf(form);
	return { name, effect, channel_id, settings, guideline };
}

/** What was known of a rule when its form was filled in; its switch is no part of that. */
export function seenOf({
	name,
	effect,
	channel_id,
	settings,
	guideline,
}: Rule): NonNullable<ChangeRule['seen']> {
	return { name, effect, channel_id, settings, guideline };
}

export function differs(form: RuleForm, rule: Rule): boolean {
	return JSON.stringify(makingOf(form)) !== JSON.stringify(makingOf(formOf(rule)));
}
