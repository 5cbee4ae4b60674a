/** What to call those who are typing: after what they wrote in view or whom a direct talk is with, else asked for among few. */
import { Refusal } from '@/core/api';
import { mine } from '@/people';
import { doors } from './around/doors';
import type { Talk } from './talks.svelte';

/** Where more are, nobody is asked for: all of them would ask at once. */
const FEW = 20;

const asked = new Set<number>();
let names = $state.raw<ReadonlyMap<number, string>>(new Map());

/** Their first names, undefined for one who is not known; without those whom the reader blocked. */
export function typistsIn(talk: Talk): (string | undefined)[] {
	return typing(talk).map((id) => nameIn(talk, id)?.split(' ')[0]);
}

/** Asks for the names that are not known, once each. */
export function meetTypists(talk: Talk): void {
	if (talk.here.people > FEW) return;
	for (const id of typing(talk)) if (!nameIn(talk, id)) void meet(id);
}

function typing({ here, own }: Talk): number[] {
	return here.typing.filter((id) => !own.isBlocked(id));
}

function nameIn({ talking, listed }: Talk, id: number): string | undefined {
	const said = talking.shown.findLast((line) => !('gone' in line) && line.author.id === id);
	if (said && !('gone' in said)) return said.author.name;
	return listed?.with?.id === id ? listed.with.name : names.get(id);
}

async function meet(id: number): Promise<void> {
	if (asked.has(id)) return;
	asked.add(id);
	try {
		const { name } = await doors.card(id);
		names = new Map([...names, [id, name]]);
	} catch (error) {
		if (!(error instanceof Refusal)) asked.delete(id);
	}
}

mine.whenGone(() => {
	asked.clear();
	names = new Map();
});
