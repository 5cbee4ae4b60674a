/** How a question or a vote reaches the server, and what came of it in words. */
import type { MyQuestion } from '@/contract';
import { answer, api } from '@/core/api';
import type { Carrier } from '@/core/outbox.svelte';
import { timeAt } from '@/core/times';
import { questionsOf } from './questions.svelte';
import type { Voting } from './sorting';
import { say } from './words';

/** A question that was written. */
export interface Asking {
	panel_id: number;
	title: string;
	/** The zone of the meeting, in which times are told. */
	zone: string;
	text: string;
	anonymous: boolean;
}

export const asking: Carrier<Asking, MyQuestion> = {
	send: ({ id, about: { panel_id, text, anonymous } }, signal) =>
		answer(
			api.POST('/api/panels/{panel_id}/questions', {
				params: { path: { panel_id } },
				body: { client_id: id, text, anonymous },
				signal,
			}),
		),
	taken(answered, { about: { panel_id, title, zone } }) {
		questionsOf(panel_id).learn(answered);
		return say('toldAsked', { title, time: timeAt(Date.parse(answered.question.asked_at), zone) });
	},
};

/** A vote shows where it was tapped, and needs no word later. */
export const voting: Carrier<Voting, MyQuestion> = {
	send: ({ id, about: { question_id, voted } }, signal) =>
		answer(
			api.PUT('/api/questions/{question_id}/vote', {
				params: { path: { question_id } },
				body: { client_id: id, voted },
				signal,
			}),
		),
	taken(answered, { about }) {
		questionsOf(about.panel_id).learn(answered);
		return undefined;
	},
};
