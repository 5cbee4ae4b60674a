import type { CaseRow } from '@/contract';
import { describe, expect, it } from 'vitest';
import { serverAnswers } from '@/core/server.fixture';
import { aRow, POINTS } from './desk.fixture';
import { Deciding, measuresOf } from './deciding.svelte';
import { actOf, measureOf, wanted } from './keys.svelte';
import { piecesOf } from '../marking';
import type { Measure } from '../shapes';

const DOOR = 'POST /api/moderation/cases/4/decision';
const deciding = (measure: Measure, more: Partial<CaseRow> = {}) =>
	new Deciding(aRow(4, more), measure, () => POINTS);

describe('a decision', () => {
	it('is for what was reported, in a text that begins kindly with that guideline', async () => {
		const asked = serverAnswers({ [DOOR]: { body: {} } });
		const one = deciding('removed');

		expect(one.text).toContain('Hello Brad');
		expect(one.text).toContain('Conversation, not broadcast.');
		expect(await one.decide()).toBe(true);
		expect(asked[0]?.body).toEqual({
			measure: 'removed',
			guideline: 'self_promotion',
			text: one.text,
			restriction: null,
			remove: false,
			rev: 4,
		});
	});

	it('says the other guideline once it is chosen, and keeps what the moderator wrote by hand', () => {
		const one = deciding('removed');
		one.guideline = 'kindness';
		expect(one.text).toContain('Be kind');

		expect(one.ownWords).toBe(false);
		one.text = 'Please write it again without the booth.';
		one.guideline = 'self_promotion';

		expect(one.text).toBe('Please write it again without the booth.');
		expect(one.ownWords).toBe(true);
		one.measure = 'nothing';
		expect(one.ownWords).toBe(false);
	});

	it('needs a reason for what takes something away, and none for what does not', () => {
		expect(deciding('removed', { guideline: '' }).ready).toBe(false);
		expect(deciding('nothing', { guideline: '' }).ready).toBe(true);
		expect(deciding('nothing').text).toBe('');
	});

	it('takes it away with a restriction, and with a warning only when that is asked for', async () => {
		const asked = serverAnswers({ [DOOR]: { body: {} } });
		const one = deciding('restricted');
		expect(one.text).toContain('we took your message down, and you can read but not write for a day.');
		one.minutes = null;
		await one.decide();
		one.measure = 'warned';
		await one.decide();

		expect(one.text).toContain('Nothing was taken away');
		expect(asked.map(({ body }) => body)).toMatchObject([
			{ remove: true, restriction: { kind: 'mute', everywhere: false, minutes: null } },
			{ remove: false, restriction: null },
		]);
	});

	it('gives way to the one that another made meanwhile, and says whose it was', async () => {
		const about = { by: 'Lena Novak', measure: 'removed' };
		serverAnswers({ [DOOR]: { status: 409, body: { code: 'decided', detail: 'Decided.', about } } });
		const one = deciding('nothing');

		expect(await one.decide()).toBe(false);
		expect(one.meanwhile).toEqual(about);
	});

	it('fits what it is about', () => {
		expect(measuresOf(aRow(1, { origin: 'appeal' }))).toEqual(['granted', 'upheld']);
		expect(measuresOf(aRow(1, { origin: 'held' }))).toContain('published');
		expect(measuresOf(aRow(1), true)).not.toContain('removed');
	});
});

describe('the words that weighed', () => {
	it('are marked where they stand, counted in characters and never twice', () => {
		const sign = (what: string, start: number, end: number) => ({ what, weight: 0.5, start, end });
		const pieces = piecesOf('🎉 FREE audit now', [
			sign('free', 2, 6),
			sign('free audit', 2, 12),
			sign('late', 90, 99),
		]);

		expect(pieces.map(({ text }) => text).join('')).toBe('🎉 FREE audit now');
		expect(pieces.map(({ text, sign }) => [text, sign?.what])).toEqual([
			['🎉 ', undefined],
			['FREE', 'free'],
			[' audit', 'free audit'],
			[' now', undefined],
		]);
	});
});

describe('a letter', () => {
	const pressed = (key: string, target = document.body) =>
		actOf({ key, target, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false });

	it('does something while nobody writes, and what fits the case', () => {
		const field = document.body.appendChild(document.createElement('textarea'));

		expect([pressed('r'), pressed('r', field)]).toEqual(['remove', undefined]);
		expect(measureOf('remove', measuresOf(aRow(1, { origin: 'held' })))).toBe('withheld');
		expect(measureOf('publish', measuresOf(aRow(1)))).toBeUndefined();
	});

	it('does nothing on a device where letters are turned off, but for the way to turn them on', () => {
		wanted.turn(false);

		expect([pressed('r'), pressed('?')]).toEqual([undefined, 'help']);
		wanted.turn(true);
	});
});
