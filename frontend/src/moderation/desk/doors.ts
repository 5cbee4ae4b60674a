/** The desk's ways to the server. */
import type { Evidence } from '@/contract';
import { answer, api } from '@/core/api';
import type { CaseNote, CaseRow, CasesPage, Measure, Point, RestrictionKind, WholeCase } from './shapes';

export interface DecisionBody {
	measure: Measure;
	guideline: string;
	text: string;
	restriction: { kind: RestrictionKind; everywhere: boolean; minutes: number | null } | null;
	remove: boolean;
	/** How the case stood when it was looked at. */
	rev: number;
}

interface Wanted {
	state: 'open' | 'decided';
	before?: number | undefined;
}

// The contract gets these with the doors themselves.
type Untyped = Record<'GET' | 'PUT' | 'POST' | 'DELETE', (path: string, init?: object) => Promise<never>>;
const door = api as unknown as Untyped;
const at = (case_id: number) => ({ params: { path: { case_id } } });

export async function askCases({ state, before }: Wanted): Promise<CasesPage> {
	const query = { state, ...(before !== undefined && { before }) };
	return answer(door.GET('/api/moderation/cases', { params: { query } }));
}

export async function askCase(id: number): Promise<WholeCase> {
	return answer(door.GET('/api/moderation/cases/{case_id}', at(id)));
}

export async function claim(id: number): Promise<CaseRow> {
	return answer(door.PUT('/api/moderation/cases/{case_id}/claim', at(id)));
}

export async function letGo(id: number): Promise<void> {
	await answer(door.DELETE('/api/moderation/cases/{case_id}/claim', at(id)));
}

export async function addNote(id: number, text: string): Promise<CaseNote> {
	return answer(door.POST('/api/moderation/cases/{case_id}/notes', { ...at(id), body: { text } }));
}

export async function decide(id: number, body: DecisionBody): Promise<void> {
	await answer(door.POST('/api/moderation/cases/{case_id}/decision', { ...at(id), body }));
}

export async function askPoints(): Promise<readonly Point[]> {
	const { points } = await answer<{ points: Point[] }>(door.GET('/api/guidelines'));
	return points;
}

export async function askEvidence(removal_id: number): Promise<Evidence> {
	const params = { path: { removal_id } };
	return answer(api.GET('/api/moderation/removals/{removal_id}/evidence', { params }));
}

export const evidencePhoto = (removal: number, photo: number) =>
	`/api/moderation/removals/${String(removal)}/evidence/photos/${String(photo)}/1080`;
