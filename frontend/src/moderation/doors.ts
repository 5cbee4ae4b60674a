/** The doors that members and the moderators' sheets in the channels ask. */
import { answer, api } from '@/core/api';
import type { Appeal } from '@/contract';
import type { Removal, ToRemove, ToTurn } from './shapes';

const removal = (removal_id: number) => ({ params: { path: { removal_id } } });
const decision = (decision_id: number) => ({ path: { decision_id } });

export const doors = {
	remove: (body: ToRemove): Promise<Removal> => answer(api.POST('/api/moderation/removals', { body })),
	restore: (id: number) => answer(api.DELETE('/api/moderation/removals/{removal_id}', removal(id))),
	turn: (channel_id: number, body: ToTurn) =>
		answer(api.PUT('/api/channels/{channel_id}/moderation', { params: { path: { channel_id } }, body })),
	appeal: (id: number, words: string): Promise<Appeal> =>
		answer(api.POST('/api/decisions/{decision_id}/appeal', { params: decision(id), body: { words } })),
};
