/** What a person can tap about a panel. Everything goes through the outbox, also with a network. */
import type { Panel, Signup } from '@/contract';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { panelPath } from './paths';
import type { Tapped } from './sending';
import type { Pending, Verb } from './step';
import { say } from './words';

/** The kind of these in the outbox. */
export const KIND = 'panel';

interface About {
	panel: Panel;
	slug: string;
	signup?: Signup | undefined;
	/** The panel whose seat goes for this one. */
	swap?: Panel | undefined;
}

const WHAT = {
	ask: 'whatAsk',
	leave: 'whatLeave',
	undo: 'whatUndo',
	accept: 'whatAccept',
	decline: 'whatDecline',
} as const;

/** Says it to the server, now or when there is a network. What came of an earlier tap here needs no reading any more. */
export async function tap(verb: Verb, { panel, slug, signup, swap }: About): Promise<void> {
	await Promise.all(toldAt(panel.id).map((entry) => outbox.drop(entry)));
	const about: Tapped = { verb, panel_id: panel.id, title: panel.title };
	if (verb === 'leave' && signup) about.number = signup.number;
	if (swap) about.swap_from = swap.id;
	const what = say(WHAT[verb], { title: panel.title });
	await outbox.put<Tapped>({ kind: KIND, what, href: panelPath(slug, panel.id), about });
}

/** What of mine at this panel is not answered yet: the newest, for the older ones lead to it. */
export function pendingAt(panelId: number): Entry<Tapped> | undefined {
	return atPanel(outbox.waiting, panelId).at(-1);
}

export function toldAt(panelId: number): Entry<Tapped>[] {
	return atPanel(outbox.told, panelId);
}

export function asPending(entry: Entry<Tapped> | undefined): Pending | undefined {
	return entry && { verb: entry.about.verb, waited: outbox.isHeldUp(entry) };
}

function atPanel(entries: readonly Entry[], panelId: number): Entry<Tapped>[] {
	const ours = entries.filter(({ kind }) => kind === KIND) as Entry<Tapped>[];
	return ours.filter(({ about }) => about.panel_id === panelId);
}
