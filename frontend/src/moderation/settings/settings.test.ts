import { expect, it, vi } from 'vitest';
import type { Load, ModerationSettings, Moderator } from '@/contract';
import { serverAnswers } from '@/core/server.fixture';
import { sinceName, spanName } from '../transparency/spans';
import { changesIn } from './acts';
import { ACT_OPTIONS } from './actWords';
import { newForm, wantedOf } from './bulkForm';
import { isMuch } from './load';
import { RecordPages } from './record.svelte';
import { formOf as scopesForm, scopesName, scopesOf } from './scopesForm';
import { changesOf, formOf, wrongIn } from './settingsForm';
import { say } from './words';

const SETTINGS: ModerationSettings = {
	...{ newcomers: 'nobody', when_away: 'stay', seen_at: null, away_since: null, claim_minutes: 10 },
	...{ appeal_days: 30, evidence_days: 60, strike_days: 180, away_hours: 12 },
};

it('sends only the settings that differ, and none that cannot be', () => {
	const form = formOf(SETTINGS);
	expect(changesOf(form, SETTINGS)).toEqual({});
	form.newcomers = 'newcomers';
	form.appeal_days = '14';
	expect(changesOf(form, SETTINGS)).toEqual({ newcomers: 'newcomers', appeal_days: 14 });
	expect(Object.keys(wrongIn({ ...form, away_hours: '0', claim_minutes: '241' }))).toEqual([
		...['claim_minutes', 'away_hours'],
	]);
});

it('takes what a moderator looks after through its form, and names it', () => {
	const moderator: Moderator = {
		person: { id: 2, name: 'Barnaby' },
		roles: ['moderator'],
		scopes: [
			{ channel_id: 7, channel_title: 'Introductions', language: '' },
			{ channel_id: null, channel_title: null, language: 'es' },
		],
	};
	const form = scopesForm(moderator);
	expect(scopesName(moderator)).toBe('Introductions and channels in Spanish');
	expect(scopesName({ ...moderator, scopes: [] })).toBe('Everything');
	expect(scopesOf({ ...form, languages: new Set(['es', 'de']) }).scopes).toEqual([
		{ channel_id: 7, language: '' },
		{ channel_id: null, language: 'es' },
		{ channel_id: null, language: 'de' },
	]);
});

it('looks for messages by a person or by words, never for all of them', () => {
	const now = Date.parse('2026-11-28T12:00:00Z');
	const form = newForm();
	expect([wantedOf(form, now), wantedOf({ ...form, by: 'search', query: ' ' }, now)]).toEqual([
		undefined,
		undefined,
	]);
	expect(wantedOf({ ...form, person: { id: 3, name: 'Lou' }, query: 'booth', span: 'hour' }, now)).toEqual({
		...{ person_id: 3, query: '', channel_id: null, since: '2026-11-28T11:00:00.000Z', until: null },
	});
	expect(wantedOf({ ...form, by: 'search', query: 'booth', span: 'ever' }, now)).toMatchObject({
		...{ person_id: null, query: 'booth', since: null },
	});
});

it('tells one person when they carry too much of it', () => {
	const part = (decided: number) => ({ decided, minutes: 5, waiting: 0, appeals: 0, granted: 0 });
	const load = (mine: number, all: number, moderators: number): Load => ({
		...{ mine: part(mine), team: part(all), moderators, oldest_at: null },
	});
	expect([load(18, 20, 4), load(9, 40, 4), load(9, 10, 4), load(20, 20, 1)].map(isMuch)).toEqual([
		...[true, false, false, false],
	]);
});

it('shows of the record only the kind that was chosen, also when the answer to all of it was on its way', async () => {
	let tellAll: () => void = () => undefined;
	const all = new Promise<void>((tell) => (tellAll = tell));
	const pageOf = (...kinds: string[]) => ({
		body: { acts: kinds.map((act, id) => ({ id, act })), next: null, verified: null },
	});
	const asked = serverAnswers({
		'GET /api/moderation/audit': ({ search }) =>
			search ? pageOf('hold') : all.then(() => pageOf('decide', 'hold')),
	});
	const record = new RecordPages();
	const looking = record.start();
	await vi.waitFor(() => expect(asked).toHaveLength(1));

	await record.only('hold');
	tellAll();
	await looking;

	expect([record.act, record.acts?.map(({ act }) => act)]).toEqual(['hold', ['hold']]);
});

it('offers acts by names that stand alone', () => {
	const names = ACT_OPTIONS.map(({ label }) => label);
	expect(new Set(names).size).toBe(names.length);
	expect(names.filter((name) => !/^[A-Z]/.test(name) || / (of|on|the)$|:$/.test(name))).toEqual([]);
});

it('says spans and changes as people do', () => {
	expect([0, 12, 60, 200, 3000].map(spanName)).toEqual([
		'under a minute',
		'12 min',
		'1 h',
		'3 h 20 min',
		'2 days',
	]);
	const since = sinceName('2026-11-27T13:00:00Z', Date.parse('2026-11-28T12:00:40Z'));
	expect(say('oldest', { span: since })).toBe('The oldest has waited for 23 h.');
	expect(
		changesIn({ before: { live: false, case_id: 1 }, after: { live: true, case_id: 1, note: null } }),
	).toEqual([{ what: 'Live', was: 'no', is: 'yes' }]);
	const rule = { name: 'Loud', kind: 'words', channel_id: null, guideline: 'kindness', live: false };
	expect(changesIn({ before: {}, after: { ...rule, settings: { words: ['torch*', 'lamp'] } } })).toEqual([
		{ what: 'It looks at', was: '', is: 'Words and phrases' },
		{ what: 'Live', was: '', is: 'no' },
		{ what: 'Words and phrases, a line each', was: '', is: 'torch*, lamp' },
	]);
});
