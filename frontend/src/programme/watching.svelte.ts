/** What news do to my agenda while the app is open or catches up: names that changed, and what cannot wait. */
import { aloud } from '@/core/aloud.svelte';
import { clock } from '@/core/clock.svelte';
import { router } from '@/core/router.svelte';
import { beginning } from '@/meetings';
import { mine as ours } from '@/people';
import { changesOf, changesOfShowing, renamesAfter, urgentOf, type Change, type Sessions } from './changes';
import { idsOfMine, mineOf } from './mine';
import { sessionPath } from './paths';
import { onNews, programmeOf, type Programme } from './programme.svelte';
import { renames } from './renames.svelte';
import { seen } from './seen.svelte';
import type { Showing } from './showing';
import { stars } from './stars.svelte';
import { changeText } from './telling';
import { say } from './words';

/** Whoever has an agenda is told of its changes on every page. */
export function watch(): void {
	onNews(heed);
	$effect.root(() => {
		const some = $derived(stars.starred.size > 0 || ours.of('signup').size > 0);
		const slug = $derived(some ? beginning.current?.slug : undefined);
		$effect(() => (slug ? programmeOf(slug).follow() : undefined));
	});
}

function heed(programme: Programme, before: Sessions): void {
	const mine = mineOf(programme);
	const ids = new Set(mine.map(({ session }) => session.id));
	const starred = (sessions: Sessions) => new Map([...sessions].filter(([id]) => ids.has(id)));
	renames.take(renamesAfter(starred(before), starred(programme.stream.of('session')), renames.all));
	const [urgent] = urgentOf(mine, before, renames.all, Date.now()).filter(({ key }) => !seen.has(key));
	if (!urgent) return;
	const { title, id } = urgent.showing.session;
	aloud.tell(say('changedSoon', { title, change: changeText(urgent, programme) }), {
		label: say('look'),
		run: () => void router.go(sessionPath(programme.slug, id)),
	});
}

/** What I have not seen yet in my agenda, newest first. */
export function unseenOf(programme: Programme): Change[] {
	return changesOf(mineOf(programme), renames.all, clock.now).filter(({ key }) => !seen.has(key));
}

/** What I have not seen yet of this one; nothing where it is not mine. */
export function unseenOfShowing(showing: Showing, programme: Programme): Change[] {
	if (!idsOfMine(programme).has(showing.session.id)) return [];
	return changesOfShowing(showing, renames.all).filter(({ key }) => !seen.has(key));
}
