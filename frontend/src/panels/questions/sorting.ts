/** Questions in their order, and what one of them is to me. No network. */
import type { Question, Vote } from '@/contract';
import type { Entry } from '@/core/outbox.svelte';

/** What was tapped and is not answered yet. */
export interface Voting {
	panel_id: number;
	question_id: number;
	title: string;
	voted: boolean;
}

/** A question as it is shown to me: with my vote in it before the server has it. */
export interface Seen {
	question: Question;
	votes: number;
	voted: boolean;
	asked: boolean;
	/** My vote waits for the network. */
	waits: boolean;
}

const NOTHING = { voted: false, asked: false };

export function seen(
	question: Question,
	{ voted: known, asked }: Pick<Vote, 'voted' | 'asked'> = NOTHING,
	entry?: Entry<Voting>,
): Seen {
	const voted = entry ? entry.about.voted : known;
	const votes = question.votes + Number(voted) - Number(known);
	return { question, votes, voted, asked, waits: entry?.waited === true };
}

/** The one being answered first, then by votes; among equals the one that was asked first. */
export function byVotes(one: Question, other: Question): number {
	return (
		Number(other.state === 'answering') - Number(one.state === 'answering') ||
		other.votes - one.votes ||
		one.asked_at.localeCompare(other.asked_at) ||
		one.id - other.id
	);
}

/** The last one answered first. */
export function byAnswer(one: Question, other: Question): number {
	return (other.answered_at ?? '').localeCompare(one.answered_at ?? '') || other.id - one.id;
}
