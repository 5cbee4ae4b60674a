/** What became of sessions that I starred. No clock, no network: everything it needs is given. */
import type { Session, Slot } from '@/contract';
import { MINUTE } from '@/core/times';
import type { Showing } from './showing';

export type ChangeKind = 'moved' | 'cancelled' | 'missing' | 'renamed';

/** Something that happened to a session at one of its times. */
interface Happened {
	kind: ChangeKind;
	/** When it changed. */
	at: number;
	/** Says whether I have seen this very change. */
	key: string;
	/** What it was called. */
	was?: string;
}

export interface Change extends Happened {
	showing: Showing;
}

/** A session that was called something else when this phone last showed it. */
export interface Rename {
	was: string;
	at: string;
}
export type Renames = ReadonlyMap<number, Rename>;
export type Sessions = ReadonlyMap<number, Session>;

const SOON = 60 * MINUTE;
const JUST_BEGUN = 15 * MINUTE;

/** The newest first, as long as they are ahead or going on. */
export function changesOf(mine: readonly Showing[], renames: Renames, at: number): Change[] {
	const changes = mine
		.filter((showing) => showing.ends > at)
		.flatMap((showing) => changesOfShowing(showing, renames))
		.sort((one, other) => other.at - one.at);
	return [...new Map(changes.map((change) => [change.key, change])).values()];
}

export function changesOfShowing(showing: Showing, renames: Renames): Change[] {
	return happened(showing.session, showing.slot, renames.get(showing.session.id)).map((one) => ({
		...one,
		showing,
	}));
}

function happened(session: Session, slot: Slot, rename: Rename | undefined): Happened[] {
	const told = (kind: ChangeKind, id: number, at: string): Happened => ({
		kind,
		at: Date.parse(at),
		key: `${kind} ${String(id)} ${at}`,
	});
	const renamed = rename ? [{ ...told('renamed', session.id, rename.at), was: rename.was }] : [];
	if (session.state !== 'scheduled') return [told(session.state, slot.id, session.changed_at), ...renamed];
	return slot.was ? [told('moved', slot.id, slot.was.at), ...renamed] : renamed;
}

/** The names that changed since this phone last showed them; one that was given back is no change. */
export function renamesAfter(before: Sessions, after: Sessions, known: Renames): Renames {
	const renames = new Map(known);
	for (const [id, { title, changed_at }] of after) {
		const earlier = before.get(id)?.title ?? title;
		if (earlier === title) continue;
		const was = known.get(id)?.was ?? earlier;
		if (was === title) renames.delete(id);
		else renames.set(id, { was, at: changed_at });
	}
	return renames;
}

/** What news brought to sessions that start within the hour, or would have; these are worth interrupting for. */
export function urgentOf(mine: readonly Showing[], before: Sessions, renames: Renames, at: number): Change[] {
	return changesOf(mine, renames, at).filter(
		({ key, showing }) => soon(showing, at) && !keysOf(before.get(showing.session.id), renames).has(key),
	);
}

/** A change of name is known to be new by its time. */
function keysOf(session: Session | undefined, renames: Renames): ReadonlySet<string> {
	const rename = session && renames.get(session.id);
	const known = rename && rename.at <= session.changed_at ? rename : undefined;
	return new Set(session?.slots.flatMap((slot) => happened(session, slot, known)).map(({ key }) => key));
}

function soon({ starts, slot }: Showing, at: number): boolean {
	const starting = [starts, slot.was ? Date.parse(slot.was.starts_at) : starts];
	return starting.some((moment) => moment > at - JUST_BEGUN && moment <= at + SOON);
}
