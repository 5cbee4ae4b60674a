/** Saying how a panel was: those who came, from its start until a week after its end. */
import type { Panel, Rating, Signup } from '@/contract';
import { answer, api } from '@/core/api';
import { outbox, type Carrier, type Entry } from '@/core/outbox.svelte';
import { DAY } from '@/core/times';
import { mine } from '@/people';
import { panelPath } from '../paths';
import { say } from './words';

export const RATING = 'rating';
export const LONGEST_WORDS = 1000;
const OPEN_FOR = 7 * DAY;

export interface Rated {
	panel_id: number;
	title: string;
	stars: number;
	words: string;
}

export const carrier: Carrier<Rated, Rating> = {
	send: ({ about: { panel_id, stars, words } }, signal) =>
		answer(
			api.PUT('/api/panels/{panel_id}/rating', {
				params: { path: { panel_id } },
				body: { stars, words },
				signal,
			}),
		),
	taken(rating, { about }, late) {
		mine.learn('rating', rating);
		return late ? say('told', about) : undefined;
	},
};

/** Whether I may rate it now. */
export function mayRate(
	{ starts_at, ends_at, cancelled }: Pick<Panel, 'starts_at' | 'ends_at' | 'cancelled'>,
	signup: Pick<Signup, 'place'> | undefined,
	at: number,
): boolean {
	if (cancelled || signup?.place !== 'came') return false;
	const begun = !starts_at || at >= Date.parse(starts_at);
	return begun && (!ends_at || at <= Date.parse(ends_at) + OPEN_FOR);
}

/** My rating of a panel as the server has it. */
export function ratingOf(panelId: number): Rating | undefined {
	return [...mine.of<Rating>('rating').values()].find(({ panel_id }) => panel_id === panelId);
}

/** My rating of a panel that was not sent yet; the last one counts. */
export function waitingAt(panelId: number): Entry<Rated> | undefined {
	const waiting = outbox.waiting.filter(({ kind }) => kind === RATING) as Entry<Rated>[];
	return waiting.findLast(({ about }) => about.panel_id === panelId);
}

export async function rate(
	panel: Pick<Panel, 'id' | 'title'>,
	slug: string,
	said: Pick<Rated, 'stars' | 'words'>,
): Promise<void> {
	const before = waitingAt(panel.id);
	if (before) await outbox.takeBack(before);
	const about: Rated = { panel_id: panel.id, title: panel.title, ...said };
	const what = say('what', { title: panel.title });
	await outbox.put<Rated>({ kind: RATING, what, href: panelPath(slug, panel.id), about });
}
