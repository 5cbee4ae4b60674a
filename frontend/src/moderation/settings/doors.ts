/** How the community moderates: the ways to the server. */
import type {
	Bulk,
	BulkPreview,
	ChangeModerationSettings,
	FoundPerson,
	Load,
	ModerationSettings,
	Moderator,
	PostBulk,
	PreviewBulk,
	SetScopes,
} from '@/contract';
import { answer, api } from '@/core/api';

export async function settingsNow(): Promise<ModerationSettings> {
	return answer(api.GET('/api/moderation/settings'));
}

export async function changeSettings(body: ChangeModerationSettings): Promise<ModerationSettings> {
	return answer(api.PATCH('/api/moderation/settings', { body }));
}

export async function moderatorsNow(): Promise<readonly Moderator[]> {
	return (await answer(api.GET('/api/moderation/scopes'))).moderators;
}

export async function setScopes(person_id: number, body: SetScopes): Promise<Moderator> {
	return answer(api.PUT('/api/moderation/scopes/{person_id}', { params: { path: { person_id } }, body }));
}

export async function loadNow(): Promise<Load> {
	return answer(api.GET('/api/moderation/load'));
}

/** Members by a part of their name, also those who hide their profile. */
export async function peopleNamed(q: string): Promise<readonly FoundPerson[]> {
	return (await answer(api.GET('/api/moderation/bulk/people', { params: { query: { q } } }))).people;
}

export async function previewBulk(body: PreviewBulk): Promise<BulkPreview> {
	return answer(api.POST('/api/moderation/bulk/preview', { body }));
}

export async function bulksNow(): Promise<readonly Bulk[]> {
	return (await answer(api.GET('/api/moderation/bulk'))).bulks;
}

export async function removeBulk(body: PostBulk): Promise<Bulk> {
	return answer(api.POST('/api/moderation/bulk', { body }));
}

/** Puts all of it back, as many at a time as the server does. */
export async function restoreBulk(bulk_id: number): Promise<Bulk> {
	let bulk: Bulk;
	do bulk = await answer(api.DELETE('/api/moderation/bulk/{bulk_id}', { params: { path: { bulk_id } } }));
	while (bulk.left > 0);
	return bulk;
}

export async function auditPage(before: number | undefined, act: string) {
	const query = { ...(before !== undefined && { before }), ...(act && { act }) };
	return answer(api.GET('/api/moderation/audit', { params: { query } }));
}
