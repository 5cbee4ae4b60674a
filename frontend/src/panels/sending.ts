/** How what is tapped about a panel reaches the server, and what came of it in words. */
import type { Standing } from '@/contract';
import { answer, api } from '@/core/api';
import type { Carrier, Entry } from '@/core/outbox.svelte';
import { ownZone, timeAt } from '@/core/times';
import { mine } from '@/people';
import type { Verb } from './step';
import { nth } from './telling';
import { say } from './words';

/** What was tapped at which panel. */
export interface Tapped {
	verb: Verb;
	panel_id: number;
	title: string;
	/** The line number that is given up. */
	number?: number;
	/** The panel whose seat is given up for this one. */
	swap_from?: number | undefined;
}

type Tap = Entry<Tapped>;

export const carrier: Carrier<Tapped, Standing> = {
	send: (tap, signal) => answer(SENDS[tap.about.verb](tap, signal)),
	taken(standing, { about }) {
		mine.learn('signup', standing);
		return outcome(standing, about);
	},
};

const path = ({ about }: Tap) => ({ panel_id: about.panel_id });
const replies = (accept: boolean) => (tap: Tap, signal: AbortSignal) =>
	api.POST('/api/panels/{panel_id}/signups/mine/answer', {
		params: { path: path(tap) },
		body: { accept, ...swapOf(tap) },
		signal,
	});

const SENDS = {
	ask: (tap: Tap, signal: AbortSignal) =>
		api.POST('/api/panels/{panel_id}/signups', {
			params: { path: path(tap) },
			body: { client_id: tap.id, ...swapOf(tap) },
			signal,
		}),
	leave: (tap: Tap, signal: AbortSignal) => {
		const { number } = tap.about;
		const query = number === undefined ? {} : { number };
		return api.DELETE('/api/panels/{panel_id}/signups/mine', { params: { path: path(tap), query }, signal });
	},
	undo: (tap: Tap, signal: AbortSignal) =>
		api.POST('/api/panels/{panel_id}/signups/mine/undo', { params: { path: path(tap) }, signal }),
	accept: replies(true),
	decline: replies(false),
};

const swapOf = ({ about }: Tap) => ({ swap_from: about.swap_from ?? null });

/** "Who reads us: received 10:02, you are 4th in line." */
export function outcome(standing: Standing, { title }: Pick<Tapped, 'title'>): string {
	const time = timeAt(Date.parse(standing.asked_at), ownZone());
	const { position, place } = standing;
	switch (place) {
		case 'seated':
		case 'came':
			return say('toldSeated', { title, time });
		case 'waiting':
			return position
				? say('toldNth', { title, time, nth: nth(position) })
				: say('toldInLine', { title, time });
		case 'asked':
			return say('toldAsked', { title, time });
		case 'left':
			return say('toldLeft', { title });
		case 'declined':
			return say('toldDeclined', { title });
		default:
			return say('toldOther', { title });
	}
}
