/** Starring, and what is worth saying when it happens. */
import type { Session } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { router } from '@/core/router.svelte';
import { me } from '@/people';
import { mineOf } from './mine';
import { clashesOf, type Clash } from './agenda';
import type { Programme } from './programme.svelte';
import type { Showing } from './showing';
import { seen } from './seen.svelte';
import { span } from './spans';
import { stars } from './stars.svelte';
import { unseenOfShowing } from './watching.svelte';
import { say } from './words';

const TOLD = 'fireside:told-where-stars-are';

export function toggleStar(session: Session, programme: Programme): void {
	if (!stars.toggle(session.id)) return aloud.announce(say('remove'));
	// Whoever stars it sees where it stands; only what happens from here on is news.
	seen.add(
		...programme
			.showingsOfSession(session.id)
			.flatMap((showing) => unseenOfShowing(showing, programme))
			.map(({ key }) => key),
	);
	const [found] = clashesOfSession(session.id, programme);
	if (found) aloud.tell(warning(found.clash));
	else if (!me.person && firstTime()) {
		aloud.tell(say('keptHere'), { label: say('signIn'), run: () => void router.go(signInPath()) });
	} else aloud.announce(say('added'));
}

/** What a session collides with in my agenda, at any of its times. */
export function clashesOfSession(id: number, programme: Programme): { showing: Showing; clash: Clash }[] {
	const mine = mineOf(programme);
	return programme
		.showingsOfSession(id)
		.flatMap((showing) => clashesOf(showing, mine).map((clash) => ({ showing, clash })));
}

export function signInPath(): string {
	return `/sign-in?next=${encodeURIComponent(location.pathname)}`;
}

function warning({ kind, other, walk, pause }: Clash): string {
	const { title } = other.session;
	return kind === 'overlap'
		? say('overlapsNow', { title })
		: say('tightNow', { title, walk, pause: span(pause) });
}

function firstTime(): boolean {
	try {
		if (localStorage.getItem(TOLD)) return false;
		localStorage.setItem(TOLD, '1');
		return true;
	} catch {
		return false;
	}
}
