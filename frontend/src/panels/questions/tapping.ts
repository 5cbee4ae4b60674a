/** What is tapped at a question. Members' taps go through the outbox; what hosts do wants an answer at once. */
import type { ChangeQuestion, Panel } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { answer, api, Refusal } from '@/core/api';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { panelPath } from '../paths';
import { ASK, questionsOf, VOTE } from './questions.svelte';
import type { Asking } from './sending';
import type { Voting } from './sorting';
import { say } from './words';

interface Where {
	panel: Panel;
	slug: string;
}

export async function ask(
	{ panel, slug }: Where,
	written: Pick<Asking, 'text' | 'anonymous' | 'zone'>,
): Promise<void> {
	const about: Asking = { panel_id: panel.id, title: panel.title, ...written };
	const what = say('whatAsk', { title: panel.title });
	await outbox.put<Asking>({ kind: ASK, what, href: panelPath(slug, panel.id), about });
}

/** Votes, or takes it back; a vote that was not sent yet is simply not sent. */
export async function toggleVote({ panel, slug }: Where, id: number): Promise<void> {
	const questions = questionsOf(panel.id);
	const now = questions.seen(id);
	if (!now) return;
	aloud.announce(now.voted ? say('unvoted') : say('voted'));
	const before = questions.voting(id);
	if (before && (await outbox.takeBack(before))) return;
	const about: Voting = { panel_id: panel.id, question_id: id, title: panel.title, voted: !now.voted };
	const what = say('whatVote', { title: panel.title });
	await outbox.put<Voting>({ kind: VOTE, what, href: panelPath(slug, panel.id), about });
}

/** Takes back a question that was not sent yet. */
export async function unsend(entry: Entry): Promise<void> {
	if (!(await outbox.takeBack(entry))) aloud.tell(say('tooLate'));
}

export async function withdraw(id: number): Promise<void> {
	const done = await attempt(() =>
		answer(api.DELETE('/api/questions/{question_id}', { params: { path: { question_id: id } } })),
	);
	if (done) aloud.tell(say('takenBack'));
}

export async function change(panel: Panel, id: number, changes: ChangeQuestion): Promise<void> {
	const done = await attempt(async () => {
		const params = { path: { question_id: id } };
		const question = await answer(api.PATCH('/api/questions/{question_id}', { params, body: changes }));
		if (!changes.hidden) questionsOf(panel.id).told.learn('question', question);
	});
	if (done && changes.hidden) {
		const run = () => void change(panel, id, { hidden: false });
		aloud.tell(say('hiddenSaid'), { label: say('show'), run });
	}
}

export async function merge(panel: Panel, id: number, into: number): Promise<void> {
	const done = await attempt(async () => {
		const params = { path: { question_id: id } };
		const stayed = await answer(api.POST('/api/questions/{question_id}/merge', { params, body: { into } }));
		questionsOf(panel.id).told.learn('question', stayed);
	});
	if (done) aloud.tell(say('mergedSaid'));
}

/** Says why when it was refused, or when nobody heard it. */
async function attempt(act: () => Promise<unknown>): Promise<boolean> {
	try {
		await act();
		return true;
	} catch (error) {
		aloud.tell(error instanceof Refusal ? error.message : say('needsNetwork'));
		return false;
	}
}
