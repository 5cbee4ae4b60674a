import { describe, expect, it } from 'vitest';
import { aloud } from '@/core/aloud.svelte';
import { serverAnswers } from '@/core/server.fixture';
import { Raid } from './raid.svelte';

const HOLDING = '/api/moderation/holding';
const NOTHING = { cases: [], next: null, open: 0, held: 0, appeals: 0, head: 0 };

describe('a raid', () => {
	it('is held back with one tap, and what held before holds again afterwards', async () => {
		const now = { holding: 'newcomers', in_force: 'newcomers', waiting: 0 };
		const asked = serverAnswers({
			[`GET ${HOLDING}`]: { body: now },
			[`PUT ${HOLDING}`]: ({ body }) => {
				const { holding } = body as { holding: string };
				return { body: { holding, in_force: holding, waiting: 3 } };
			},
		});
		const raid = new Raid();
		await raid.asked.refresh();

		await raid.hold();
		expect([raid.everybody, raid.mayEnd]).toEqual([true, true]);
		aloud.toast?.action?.run();
		await expect.poll(() => raid.everybody).toBe(false);

		expect(asked.at(-1)?.body).toEqual({ holding: 'newcomers' });
	});

	it('is declined together, as often as the server has some left, and says how many they were', async () => {
		const answers = [
			{ count: 200, left: 40 },
			{ count: 40, left: 0 },
		];
		const asked = serverAnswers({
			'POST /api/moderation/held/bulk': () => ({ body: answers.shift() }),
			'GET /api/moderation/cases': { body: NOTHING },
		});
		const raid = new Raid();

		expect(await raid.decideAll({ measure: 'withheld', guideline: 'spam', text: 'No.' })).toBe(true);

		const [first, second] = asked.filter(({ what }) => what.endsWith('bulk')).map(({ body }) => body);
		expect(first).toMatchObject({ measure: 'withheld', guideline: 'spam' });
		expect(second).toEqual(first);
		expect([aloud.toast?.text, raid.left]).toEqual(['240 messages are not published.', undefined]);
	});
});
