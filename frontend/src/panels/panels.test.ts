import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Panel, Signup } from '@/contract';
import { serverAnswers } from '@/core/server.fixture';
import type { StreamRecord } from '@/core/stream.svelte';
import { me, mine } from '@/people';
import { programmeOf, type Programme } from '@/programme';
import { isHeld } from './held';
import { aPanel, aSignup, full } from './panels.fixture';
import { panelsOf } from './panels.svelte';

const maya = { id: 12, name: 'Maya Kessler' } as Me;
let editions = 3000;

/** An edition with these panels, in a tab in which Maya has these signups. */
async function edition(panels: Panel[], signups: Signup[] = []): Promise<Programme> {
	const slug = String((editions += 1));
	const whole = (stream: string, kind: string, record: StreamRecord[]) => ({
		body: { stream, since: 0, head: editions, reset: true, records: { [kind]: record } },
	});
	serverAnswers({
		[`GET /api/meetings/${slug}/programme`]: whole(`meeting:${slug}`, 'panel', panels),
		'GET /api/me/changes': whole('me:12', 'signup', signups),
	});
	const programme = programmeOf(slug);
	await Promise.all([programme.refresh(), mine.refresh()]);
	await vi.waitFor(() => expect(programme.here).toBe(true));
	return programme;
}

beforeEach(() => {
	me.person = maya;
});

describe('the panels of an edition', () => {
	it('stand in the order of their times, those without one last', async () => {
		const [late, open, early] = [
			aPanel({ from: '15:00' }),
			aPanel({ from: null }),
			aPanel({ from: '09:00' }),
		];

		const panels = panelsOf(await edition([late, open, early]));

		expect(panels.all).toEqual([early, late, open]);
		expect(panels.ofSession(late.session_id)).toEqual(late);
	});

	it('know my place at each', async () => {
		const [one, two, three] = [
			aPanel({ from: '09:00' }),
			aPanel({ from: '10:00' }),
			aPanel({ from: '11:00' }),
		];
		const signups = [aSignup(one, 'seated'), aSignup(two, 'left'), aSignup(three, 'waiting')];

		const panels = panelsOf(await edition([one, two, three], signups));

		expect(panels.signup(two.id)?.place).toBe('left');
		expect(panels.seats).toEqual([one]);
		expect(panels.all.filter(({ id }) => isHeld(panels.signup(id)))).toEqual([one, three]);
	});

	it('put the offer first that ends first', async () => {
		const [one, two] = [aPanel({ from: '09:00' }, full()), aPanel({ from: '10:00' }, full())];
		const until = (time: string) => ({ offer_ends_at: `2026-12-01T${time}:00Z` });

		const panels = panelsOf(
			await edition(
				[one, two],
				[aSignup(one, 'offered', until('08:30')), aSignup(two, 'offered', until('08:10'))],
			),
		);

		expect(panels.offers).toEqual([two, one]);
	});
});
