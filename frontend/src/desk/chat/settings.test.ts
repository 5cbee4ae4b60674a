import { expect, it } from 'vitest';
import { changesOf, formOf, wrongIn } from './settingsForm';

const SETTINGS = {
	...{
		guidelines: 'Be kind.',
		guidelines_version: 2,
		welcome: 'Come in.',
		newcomer_days: 3,
		introductions_id: 2,
		...{ edition: 2, points: [] },
	},
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
