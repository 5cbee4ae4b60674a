import { expect, it } from 'vitest';
import { changesOf, formOf, keyOf, withKeys, wrongIn } from './settingsForm';

const SETTINGS = {
	...{
		guidelines: 'Be kind.',
		guidelines_version: 2,
		welcome: 'Come in.',
		newcomer_days: 3,
		introductions_id: 2,
		...{ edition: 2, points: [] },
	},
	edition: 2,
	points: [{ key: 'kindness', title: 'Be kind', text: 'Nobody is made small.' }],
	prompts: ['I come from', 'I hope to', 'Ask me about'],
	limits: { links: 1, mentions: 2, photos: 1, requests: 3 },
};

it('sends only what was changed, the limits among themselves', () => {
	expect(changesOf({})).toEqual({});
	expect(changesOf({ links: '4', days: '0', ask_again: true })).toEqual({
		...{ newcomer_days: 0, limits: { links: 4 }, ask_again: true },
	});
});

it('says what cannot be right before anybody is asked', () => {
	const form = formOf(SETTINGS);
	expect(wrongIn(form)).toEqual({});

	const wrong = {
		...form,
		days: '61',
		links: '-1',
		photos: 'many',
		guidelines: ' ',
		prompts: ['', 'a', 'b'],
	};
	expect(Object.keys(wrongIn(wrong)).sort()).toEqual(['days', 'guidelines', 'links', 'photos', 'prompts.0']);
});

it('names a new point for ever by its title, and like no other', () => {
	const known = { key: 'kindness', title: 'Be kind', text: 'x' };
	const fresh = { key: '', title: 'Kindness', text: 'y' };
	expect(withKeys([{ ...known, title: 'Be very kind' }, fresh, { ...fresh }]).map(({ key }) => key)).toEqual([
		...['kindness', 'kindness_2', 'kindness_3'],
	]);
	expect([keyOf('¿Ética?', []), keyOf('42 rules!', []), keyOf('友好', ['point'])]).toEqual([
		...['etica', 'rules', 'point_2'],
	]);
	const wrong = wrongIn({ ...formOf(SETTINGS), points: [{ ...known, text: ' ' }] });
	expect(Object.keys(wrong)).toEqual(['points.0.text']);
});
