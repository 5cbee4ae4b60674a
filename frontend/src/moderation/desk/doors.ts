/** The desk's ways to the server. */
import type {
	DecideHeld,
	Holding,
	CaseNote,
	CaseRow,
	CasesPage,
	Evidence,
	PostDecision,
	WholeCase,
} from '@/contract';
import { answer, api } from '@/core/api';
import type { Only } from './order';

interface Wanted {
	state: 'open' | 'decided';
	before?: number | undefined;
	only: Only;
}

const at = (case_id: number) => ({ params: { path: { case_id } } });

export async function askCases({ state, before, only }: Wanted): Promise<CasesPage> {
	const query = {
		state,
		...(before !== undefined && { before }),
		...(only.mine && { mine: true }),
		...(only.channel !== null && { channel_id: only.channel }),
	};
	return answer(api.GET('/api/moderation/cases', { params: { query } }));
}

export async function askCase(id: number): Promise<WholeCase> {
	return answer(api.GET('/api/moderation/cases/{case_id}', at(id)));
}

export async function claim(id: number): Promise<CaseRow> {
	return answer(api.PUT('/api/moderation/cases/{case_id}/claim', at(id)));
}

export async function letGo(id: number): Promise<CaseRow> {
	return answer(api.DELETE('/api/moderation/cases/{case_id}/claim', at(id)));
}

export async function addNote(id: number, text: string): Promise<CaseNote> {
	return answer(api.POST('/api/moderation/cases/{case_id}/notes', { ...at(id), body: { text } }));
}

export async function decide(id: number, body: PostDecision): Promise<CaseRow> {
	return answer(api.POST('/api/moderation/cases/{case_id}/decision', { ...at(id), body }));
}

export async function askEvidence(removal_id: number): Promise<Evidence> {
	const params = { path: { removal_id } };
	return answer(api.GET('/api/moderation/removals/{removal_id}/evidence', { params }));
}

export const evidencePhoto = (removal: number, photo: number) =>
	`/api/moderation/removals/${String(removal)}/evidence/photos/${String(photo)}/1080`;

export async function askHolding(): Promise<Holding> {
	return answer(api.GET('/api/moderation/holding'));
}

export async function hold(holding: Holding['holding']): Promise<Holding> {
	return answer(api.PUT('/api/moderation/holding', { body: { holding } }));
}

export async function decideHeld(body: DecideHeld): Promise<{ count: number; left: number }> {
	return answer(api.POST('/api/moderation/held/bulk', { body }));
}
