/** The console's ways to the server. */
import type {
	ChangePanel,
	EditionNumbers,
	MessageSent,
	Panel,
	PanelEdit,
	PanelNumbers,
	PersonOfPanel,
	RatingWords,
	RosterEntry,
	SignupChange,
} from '@/contract';
import { answer, api } from '@/core/api';
import { newId } from '@/core/outbox';

export interface Added {
	text: string;
	entry: RosterEntry;
}
export type Audience = MessageSent['to'];
/** Those who run a panel, and those for whom seats are kept. */
export type Circle = 'hosts' | 'guests';

interface Adding {
	person_id: number;
	reason: string;
	force: boolean;
	swap_from?: number | null | undefined;
}

const at = (panel_id: number) => ({ params: { path: { panel_id } } });

export async function makePanel(session_id: number, seats: number, shut: boolean): Promise<Panel> {
	const params = { path: { session_id } };
	return answer(api.POST('/api/sessions/{session_id}/panel', { params, body: { seats, shut } }));
}

export async function changePanel(id: number, body: ChangePanel): Promise<Panel> {
	return answer(api.PATCH('/api/panels/{panel_id}', { ...at(id), body }));
}

/** How a panel is set as long as nobody sets it otherwise. */
export async function usualPanel() {
	return answer(api.GET('/api/panels/usual'));
}

export async function addPerson(id: number, { swap_from = null, ...adding }: Adding): Promise<Added> {
	const body = { ...adding, swap_from, client_id: newId() };
	return answer(api.POST('/api/panels/{panel_id}/people', { ...at(id), body }));
}

export async function removePerson(panel_id: number, signup_id: number, why: string): Promise<Added> {
	const params = { path: { panel_id, signup_id } };
	const body = { reason: why, client_id: newId() };
	return answer(api.POST('/api/panels/{panel_id}/people/{signup_id}/remove', { params, body }));
}

export async function messagesOf(id: number): Promise<MessageSent[]> {
	return answer(api.GET('/api/panels/{panel_id}/messages', at(id)));
}

export async function sendMessage(id: number, to: Audience, text: string): Promise<MessageSent> {
	const body = { to, text, client_id: newId() };
	return answer(api.POST('/api/panels/{panel_id}/messages', { ...at(id), body }));
}

export async function circleOf(id: number, circle: Circle): Promise<PersonOfPanel[]> {
	return circle === 'hosts'
		? answer(api.GET('/api/panels/{panel_id}/hosts', at(id)))
		: answer(api.GET('/api/panels/{panel_id}/guests', at(id)));
}

export async function letJoin(panel_id: number, circle: Circle, person_id: number): Promise<void> {
	const given = { params: { path: { panel_id, person_id } } };
	if (circle === 'hosts') await answer(api.PUT('/api/panels/{panel_id}/hosts/{person_id}', given));
	else await answer(api.PUT('/api/panels/{panel_id}/guests/{person_id}', given));
}

export async function letGo(panel_id: number, circle: Circle, person_id: number): Promise<void> {
	const given = { params: { path: { panel_id, person_id } } };
	if (circle === 'hosts') await answer(api.DELETE('/api/panels/{panel_id}/hosts/{person_id}', given));
	else await answer(api.DELETE('/api/panels/{panel_id}/guests/{person_id}', given));
}

export async function historyOf(panel_id: number, below: number, signup_id?: number) {
	const query = { below, ...(signup_id !== undefined && { signup_id }) };
	const page = await answer(
		api.GET('/api/panels/{panel_id}/history', { params: { path: { panel_id }, query } }),
	);
	return page as { changes: SignupChange[]; next: number | null };
}

export async function editsOf(id: number): Promise<PanelEdit[]> {
	return answer(api.GET('/api/panels/{panel_id}/edits', at(id)));
}

export async function numbersOf(id: number): Promise<PanelNumbers> {
	return answer(api.GET('/api/panels/{panel_id}/numbers', at(id)));
}

export async function ratingsOf(id: number): Promise<RatingWords[]> {
	return answer(api.GET('/api/panels/{panel_id}/ratings', at(id)));
}

export async function editionNumbers(slug: string): Promise<EditionNumbers> {
	return answer(api.GET('/api/meetings/{slug}/panels/numbers', { params: { path: { slug } } }));
}

export const csvPath = (id: number) => `/api/panels/${String(id)}/roster.csv`;
