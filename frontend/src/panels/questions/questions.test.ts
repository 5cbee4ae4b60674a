import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Panel, Question, Vote } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { forget, keep, kept } from '@/core/kept';
import { outbox } from '@/core/outbox.svelte';
import { serverAnswers } from '@/core/server.fixture';
import { me, mine } from '@/people';
import { aQuestion, aVote } from './questions.fixture';
import { Questions, questionsOf, SHELF } from './questions.svelte';
import { asking, voting } from './sending';
import { ask, change, toggleVote } from './tapping';

const maya = { id: 12, name: 'Maya Kessler', roles: [] as string[] } as Me;
const panel = { id: 7, title: 'Who reads us', host_ids: [12] } as Panel;
const where = { panel, slug: '2026' };
const written = { text: 'Who reads us?', anonymous: true, zone: 'UTC' };

let question: Question;
let revs = 100;

/** A server with one question of 31 votes; it counts what it is sent. */
function server({ away = false } = {}) {
	let votes = 31;
	const answered = (voted: boolean) => {
		votes += voted ? 1 : -1;
		question = { ...question, votes, rev: (revs += 1) };
		return { question, vote: { ...aVote(question, { voted }), rev: revs } satisfies Vote };
	};
	return serverAnswers({
		[`PUT /api/questions/${String(question.id)}/vote`]: away
			? 'away'
			: ({ body }) => ({ body: answered((body as { voted: boolean }).voted) }),
		'POST /api/panels/7/questions': {
			status: 409,
			body: { detail: 'You have 5 questions here already.', code: 'enough_questions' },
		},
		[`PATCH /api/questions/${String(question.id)}`]: { status: 403, body: { detail: 'Not you.' } },
	});
}

const questions = questionsOf(panel.id);
const shown = () => questions.seen(question.id);
const rest = () => vi.waitFor(() => expect(outbox.waiting).toEqual([]));

outbox.carries('question', () => Promise.resolve(asking));
outbox.carries('vote', () => Promise.resolve(voting));

beforeEach(async () => {
	await forget('mine');
	me.person = maya;
	mine.belong();
	await outbox.belongsTo(maya.id);
	question = aQuestion(31, { rev: (revs += 1) });
	questions.told.forget();
	questions.told.stream.take({ stream: 'panel:7', since: 0, head: 1, records: { question: [question] } });
});
afterEach(() => {
	outbox.forget();
	aloud.dismiss();
});

describe('voting', () => {
	it('shows at once, is sent with its own number, and ends where the server counts', async () => {
		const asked = server();

		await toggleVote(where, question.id);
		expect(shown()).toMatchObject({ votes: 32, voted: true });
		await rest();

		expect(shown()).toMatchObject({ votes: 32, voted: true, waits: false });
		expect(asked.map(({ body }) => body)).toEqual([{ client_id: expect.any(String), voted: true }]);
	});

	it('waits in sight without a network, and taken back there is never sent', async () => {
		const asked = server({ away: true });
		await toggleVote(where, question.id);
		await vi.waitFor(() => expect(shown()?.waits).toBe(true));
		expect(shown()?.votes).toBe(32);

		await toggleVote(where, question.id);

		expect(shown()).toMatchObject({ votes: 31, voted: false });
		expect(outbox.waiting).toEqual([]);
		expect(asked.length).toBe(1);
	});

	it('leaves what the phone kept as it was, when the answer comes before the page was opened', async () => {
		const shelf = `${SHELF}8`;
		const frame = { stream: 'panel:8', since: 0, head: 40, records: { question: [question] } };
		await keep('mine', shelf, frame);

		new Questions(8).told.learn('question', aQuestion(1, { rev: 41 }));

		expect(await kept('mine', shelf)).toEqual(frame);
	});
});

describe('asking', () => {
	it('keeps what was written when the server refuses it', async () => {
		server();

		await ask(where, written);
		expect(questions.asking.map(({ about }) => about.text)).toEqual(['Who reads us?']);
		await rest();

		expect(questions.outcomes.map(({ told, about }) => [told?.code, about])).toEqual([
			['enough_questions', { panel_id: 7, title: 'Who reads us', ...written }],
		]);
	});
});

describe('hosting', () => {
	it('says why when the server refuses, and changes nothing', async () => {
		server();

		await change(panel, question.id, { state: 'answering' });

		expect(aloud.toast?.text).toBe('Not you.');
		expect(shown()?.question.state).toBe('open');
	});
});
