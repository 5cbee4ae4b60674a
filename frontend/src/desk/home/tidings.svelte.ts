/** What the desk knows of each edition: its numbers, and what needs attention. */
import type { Edition } from '@/contract';
import { programmeOf } from '@/programme';
import { attentionOf, CONCERNS, type Concern } from '../programme/attention';

export interface Numbers {
	sessions: number;
	speakers: number;
	rooms: number;
	tracks: number;
}

export interface Waiting {
	concern: Concern;
	count: number;
}

/** Undefined until its programme is here. */
export function numbersOf(slug: string): Numbers | undefined {
	const { stream, here } = programmeOf(slug);
	if (!here) return undefined;
	return {
		sessions: stream.of('session').size,
		speakers: stream.of('speaker').size,
		rooms: stream.of('room').size,
		tracks: stream.of('track').size,
	};
}

/** What waits for an organiser; nothing for an edition that is over. */
export function waitingIn(edition: Edition): Waiting[] {
	const { stream, here } = programmeOf(edition.slug);
	if (!here || edition.phase === 'over') return [];
	const attention = attentionOf(stream.of('session').values(), edition);
	return CONCERNS.map((concern) => ({ concern, count: attention[concern].size })).filter(
		({ count }) => count > 0,
	);
}

/** Asks for the programmes one after the other, so that the first is here soonest. */
export async function lookAt(editions: readonly Edition[]): Promise<void> {
	for (const { slug } of editions) {
		await programmeOf(slug).open();
		await programmeOf(slug).refresh();
	}
}
