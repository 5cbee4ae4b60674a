/** The door's ways to the server. */
import type { DoorCode, FoundPerson, Helping, RosterEntry } from '@/contract';
import { answer, api } from '@/core/api';
import type { Frame } from '@/core/stream.svelte';
import type { Act } from './acts';

/** What became of an act, in a sentence for the host. */
export interface Done {
	outcome: 'done' | 'already' | 'known' | 'restored';
	text: string;
	entries: RosterEntry[];
}

/** What goes along with every act: its id for ever, and when it was tapped. */
interface Stamp {
	client_id: string;
	at: string;
}

export async function rosterSince(panel_id: number, since: number): Promise<Frame<{ roster: RosterEntry }>> {
	const params = { path: { panel_id }, query: { since } };
	return (await answer(api.GET('/api/panels/{panel_id}/roster', { params }))) as Frame<{
		roster: RosterEntry;
	}>;
}

export async function findPeople(panel_id: number, q: string): Promise<FoundPerson[]> {
	return answer(api.GET('/api/panels/{panel_id}/people', { params: { path: { panel_id }, query: { q } } }));
}

type Verb = Act['verb'];
type Of<V extends Verb> = Extract<Act, { verb: V }>;
interface At {
	params: { path: { panel_id: number } };
	signal: AbortSignal;
}

const WAYS: { [V in Verb]: (act: Of<V>, stamp: Stamp, at: At) => Promise<Done> } = {
	async came({ ticket, signup }, stamp, at) {
		const body = { ...stamp, ...(ticket ? { ticket } : { signup_id: signup }) };
		return one(await answer(api.POST('/api/panels/{panel_id}/door/came', { ...at, body })));
	},
	async undo({ signup, undoes }, stamp, at) {
		const body = { ...stamp, signup_id: signup, ...(undoes && { undoes }) };
		return one(await answer(api.POST('/api/panels/{panel_id}/door/undo', { ...at, body })));
	},
	async walk_in(act, stamp, at) {
		const body = { ...stamp, ...whoOf(act), swap_from: act.swapFrom ?? null };
		return one(await answer(api.POST('/api/panels/{panel_id}/door/walk-in', { ...at, body })));
	},
	async standby(act, stamp, at) {
		const body = { ...stamp, ...whoOf(act), here: act.here };
		return one(await answer(api.POST('/api/panels/{panel_id}/door/stand-by', { ...at, body })));
	},
	async release({ signups }, stamp, at) {
		const body = { ...stamp, signup_ids: signups };
		const released = await answer(api.POST('/api/panels/{panel_id}/door/release', { ...at, body }));
		return { ...released, outcome: 'done' };
	},
};

export function sendAct(act: Act, stamp: Stamp, signal: AbortSignal): Promise<Done> {
	const way = WAYS[act.verb] as (act: Act, stamp: Stamp, at: At) => Promise<Done>;
	return way(act, stamp, { params: { path: { panel_id: act.panel } }, signal });
}

function one({ entry, ...rest }: Omit<Done, 'entries'> & { entry: RosterEntry }): Done {
	return { ...rest, entries: [entry] };
}

function whoOf({ signup, person }: { signup?: number | undefined; person?: number | undefined }) {
	return signup === undefined ? { person_id: person ?? 0 } : { signup_id: signup };
}

export async function doorCodeOf(panel_id: number): Promise<DoorCode> {
	return answer(api.GET('/api/panels/{panel_id}/door/code', { params: { path: { panel_id } } }));
}

export async function makeDoorCode(panel_id: number): Promise<DoorCode> {
	return answer(api.POST('/api/panels/{panel_id}/door/code', { params: { path: { panel_id } } }));
}

export async function endDoorCode(panel_id: number): Promise<void> {
	await answer(api.DELETE('/api/panels/{panel_id}/door/code', { params: { path: { panel_id } } }));
}

export async function openByCode(code: string): Promise<Helping> {
	return answer(api.POST('/api/door', { body: { code } }));
}

export async function myDoors(): Promise<Helping[]> {
	return answer(api.GET('/api/door'));
}
