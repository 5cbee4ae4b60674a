import { expect, it } from 'vitest';
import type { Rule, Trial } from '@/contract';
import { ORDER } from './kinds';
import { changesOf, differs, formOf, makingOf, newForm, wrongIn } from './ruleForm';
import { Trying } from './trying.svelte';

const RULE: Rule = {
	...{ id: 4, name: 'Links', kind: 'links', effect: 'hold', channel_id: null, guideline: 'spam', live: true },
	settings: { newcomers: true, domains: ['a.example', 'b.example'], share: null, of: 10, shorteners: true },
	...{ made_by: null, changed_at: '2026-11-28T00:00:00Z', cases: 3 },
};

it('comes back from its form as it was, with what was left out, and says when it differs', () => {
	const form = formOf(RULE);
	expect(changesOf(form)).toEqual({
		...{ name: 'Links', effect: 'hold', channel_id: null, guideline: 'spam' },
		settings: { ...RULE.settings, only_these: false },
	});
	expect(differs(form, RULE)).toBe(false);

	form.typed.domains = ' b.example \n\nb.example\n';
	form.typed.share = ' 40 ';
	expect(differs(form, RULE)).toBe(true);
	expect(makingOf(form).settings).toMatchObject({ domains: ['b.example'], share: 40 });
});

it('begins each kind with what can be tried at once, but for listed words', () => {
	const wrong = ORDER.map((kind) => [kind, Object.keys(wrongIn(newForm(kind)))] as const);
	expect(wrong.filter(([, fields]) => fields.length > 0)).toEqual([['words', ['words']]]);
});

it('says which field cannot be right before anybody is asked', () => {
	const form = newForm('shouting');
	form.typed = { ...form.typed, share: '', words: '1', marks: 'many' };
	form.name = ' ';
	expect(Object.keys(wrongIn(form)).sort()).toEqual(['marks', 'name', 'words']);
});

const found = (first: number, count: number) =>
	Array.from({ length: count }, (_, place) => ({ message_id: first - place }) as Trial['found'][number]);

it('adds up a trial page by page, and drops one that was begun before', async () => {
	const subject = { kind: 'links', channel_id: null, settings: {} } as const;
	const pages: Record<string, Trial> = {
		null: { read: 500, of: 900, held: 40, before: 400, found: found(900, 40) },
		400: { read: 400, of: 900, held: 30, before: null, found: found(399, 30) },
	};
	const trying = new Trying(async (_, before) => pages[String(before ?? null)]!);

	const dropped = trying.start(subject);
	await Promise.all([dropped, trying.start(subject)]);

	expect([trying.state, trying.read, trying.of, trying.held, trying.found.length]).toEqual([
		...['done', 900, 900, 70, 50],
	]);
	trying.forget();
	expect([trying.state, trying.found.length]).toEqual(['none', 0]);
});
