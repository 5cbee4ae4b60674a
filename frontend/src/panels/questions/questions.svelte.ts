/** The questions of one panel: what everybody sees, with what is mine in it; and for its hosts, who asked. */
import type { Asker, MyQuestion, Question, Vote } from '@/contract';
import { answer, api } from '@/core/api';
import { outbox, type Entry } from '@/core/outbox.svelte';
import type { Frame } from '@/core/stream.svelte';
import { mine } from '@/people';
import { PanelStream } from './hearing.svelte';
import type { Asking } from './sending';
import { byAnswer, byVotes, seen, type Seen, type Voting } from './sorting';

/** The kinds of these in the outbox. */
export const ASK = 'question';
export const VOTE = 'vote';

/** Before the numbers of their panels, where the phone keeps them. */
export const SHELF = 'questions:';

interface Told {
	question: Question;
}
interface Asked {
	asker: Asker;
}

export class Questions {
	readonly panelId: number;
	readonly told: PanelStream<Told>;
	readonly hosts: PanelStream<Asked>;

	constructor(panelId: number) {
		this.panelId = panelId;
		const path = { panel_id: panelId };
		this.told = new PanelStream<Told>({
			name: `panel:${String(panelId)}`,
			shelf: `${SHELF}${String(panelId)}`,
			ask: async (since) =>
				(await answer(
					api.GET('/api/panels/{panel_id}/questions', { params: { path, query: { since } } }),
				)) as Frame<Told>,
		});
		this.hosts = new PanelStream<Asked>({
			name: `hosts:${String(panelId)}`,
			ask: async (since) =>
				(await answer(
					api.GET('/api/panels/{panel_id}/questions/askers', { params: { path, query: { since } } }),
				)) as Frame<Asked>,
		});
	}

	readonly #all = $derived.by(() => [...this.told.stream.of('question').values()]);
	/** Those still to be answered, and the one being answered, in their order. */
	readonly open = $derived(this.#all.filter(({ state }) => state !== 'answered').sort(byVotes));
	readonly answered = $derived(this.#all.filter(({ state }) => state === 'answered').sort(byAnswer));
	readonly answering = $derived(this.open.find(({ state }) => state === 'answering'));
	readonly count = $derived(this.#all.length);
	readonly openIds = $derived(this.open.map(({ id }) => id));
	readonly #votes = $derived.by(
		() => new Map([...mine.of<Vote>('vote').values()].map((vote) => [vote.question_id, vote])),
	);
	/** What I asked and the server has not answered yet. */
	readonly asking = $derived.by(() => this.#entries<Asking>(outbox.waiting, ASK));
	/** What came of something that was refused, or that waited. */
	readonly outcomes = $derived.by(() => [
		...this.#entries<Asking>(outbox.told, ASK),
		...this.#entries<Voting>(outbox.told, VOTE),
	]);
	readonly #voting = $derived.by(() => this.#entries<Voting>(outbox.waiting, VOTE));
	readonly hidden = $derived.by(() =>
		[...this.hosts.stream.of('asker').values()].filter(({ hidden_at }) => hidden_at !== null),
	);

	has(id: number): boolean {
		return this.told.stream.of('question').has(id);
	}

	seen(id: number): Seen | undefined {
		const question = this.told.stream.of('question').get(id);
		return question && seen(question, this.#votes.get(id), this.voting(id));
	}

	/** My vote for it that is on its way. */
	voting(id: number): Entry<Voting> | undefined {
		return this.#voting.findLast(({ about }) => about.question_id === id);
	}

	/** Who asked it, as far as the reader may know. */
	asker(id: number): Asker | undefined {
		return this.hosts.stream.of('asker').get(id);
	}

	learn({ question, vote }: MyQuestion): void {
		this.told.learn('question', question);
		mine.learn('vote', vote);
	}

	#entries<About extends { panel_id: number }>(all: readonly Entry[], kind: string): Entry<About>[] {
		const ours = all.filter((entry) => entry.kind === kind) as Entry<About>[];
		return ours.filter(({ about }) => about.panel_id === this.panelId);
	}
}

const known = new Map<number, Questions>();

/** The questions of a panel; the same for everybody who asks. */
export function questionsOf(panelId: number): Questions {
	let questions = known.get(panelId);
	if (!questions) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			questions = new Questions(panelId);
			known.set(panelId, questions);
		});
	}
	return questions as Questions;
}

mine.whenGone(() => {
	for (const { told, hosts: theirs } of known.values()) {
		told.forget();
		theirs.forget();
	}
});
