import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Panel, Signup, Standing } from '@/contract';
import { forget } from '@/core/kept';
import { outbox } from '@/core/outbox.svelte';
import { serverAnswers } from '@/core/server.fixture';
import { ownZone, timeAt } from '@/core/times';
import { me, mine } from '@/people';
import { panels } from '.';
import { aPanel, aSignup, full } from './panels.fixture';
import { pendingAt, tap, toldAt } from './tapping';

const maya = { id: 12, name: 'Maya Kessler' } as Me;
const panel = aPanel({}, full());
const path = `/api/panels/${String(panel.id)}/signups`;
const about = { panel, slug: '2026' };
let rev = 0;

function standing(place: Signup['place'], more: Partial<Standing> = {}): Standing {
	return { ...aSignup(panel, place, { id: 1, rev: (rev += 1) }), position: null, ...more };
}
const signup = () => [...mine.of<Signup>('signup').values()].find(({ panel_id }) => panel_id === panel.id);
const isDone = (id: number) => vi.waitFor(() => expect(pendingAt(id)).toBeUndefined());

panels.start?.();

beforeEach(async () => {
	await forget('mine');
	for (const entry of outbox.told) await outbox.drop(entry);
	me.person = maya;
	mine.belong();
	await outbox.belongsTo(maya.id);
});

describe('a tap', () => {
	it('asks with an id of its own, and the answer shows at once', async () => {
		const asked = serverAnswers({
			[`POST ${path}`]: { status: 201, body: standing('waiting', { number: 7, position: 4 }) },
		});

		await tap('ask', about);
		await isDone(panel.id);

		expect(asked.map(({ body }) => body)).toEqual([
			{ client_id: expect.stringMatching(/^[0-9a-f-]{36}$/), swap_from: null },
		]);
		expect(signup()).toMatchObject({ place: 'waiting', number: 7 });
		expect(toldAt(panel.id)).toEqual([]);
	});

	it('gives up the very number it was about', async () => {
		const asked = serverAnswers({ [`DELETE ${path}/mine`]: { body: standing('left') } });

		await tap('leave', { ...about, signup: aSignup(panel, 'waiting', { number: -2 }) });
		await isDone(panel.id);

		expect(asked.map(({ search }) => search)).toEqual(['?number=-2']);
	});

	it.each([
		['undo', `POST ${path}/mine/undo`, undefined],
		['accept', `POST ${path}/mine/answer`, { accept: true, swap_from: null }],
		['decline', `POST ${path}/mine/answer`, { accept: false, swap_from: null }],
	] as const)('%s is said to the server', async (verb, what, body) => {
		const asked = serverAnswers({ [what]: { body: standing('seated') } });

		await tap(verb, about);
		await isDone(panel.id);

		expect(asked.map((one) => [one.what, one.body])).toEqual([[what, body]]);
	});

	it('names the seat that goes for it', async () => {
		const swap: Panel = aPanel();
		const asked = serverAnswers({ [`POST ${path}`]: { body: standing('seated') } });

		await tap('ask', { ...about, swap });
		await isDone(panel.id);

		expect(asked[0]?.body).toMatchObject({ swap_from: swap.id });
	});

	it('that is refused leaves the reason, until the next tap', async () => {
		const problem = { detail: 'This panel is full and its line is closed.', code: 'line_closed' };
		serverAnswers({ [`POST ${path}`]: { status: 409, body: problem } });
		await tap('ask', about);
		await vi.waitFor(() => expect(toldAt(panel.id).map(({ told }) => told?.code)).toEqual(['line_closed']));

		serverAnswers({ [`POST ${path}`]: { body: standing('seated') } });
		await tap('ask', about);
		await isDone(panel.id);

		expect(toldAt(panel.id)).toEqual([]);
	});
});

it('a tap without a network waits, and says later what really happened', async () => {
	serverAnswers({ [`POST ${path}`]: 'away' });
	await tap('ask', about);
	await vi.waitFor(() => expect(pendingAt(panel.id)?.waited).toBe(true));

	const asked_at = '2026-12-01T10:02:00Z';
	serverAnswers({ [`POST ${path}`]: { body: standing('waiting', { asked_at, position: 4 }) } });
	outbox.flush();
	await isDone(panel.id);

	const time = timeAt(Date.parse(asked_at), ownZone());
	expect(toldAt(panel.id).map(({ told }) => told?.text)).toEqual([
		`“Who reads us, and why”: received ${time}, you are 4th in line.`,
	]);
});
