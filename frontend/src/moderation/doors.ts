/** The doors that members and the moderators' sheets in the channels ask. */
import { answer, api } from '@/core/api';
import type { Appeal, Removal, ToRemove } from './shapes';

const removal = (removal_id: number) => ({ params: { path: { removal_id } } });
const decision = (decision_id: number) => ({ path: { decision_id } });

export const doors = {
	remove: (body: ToRemove): Promise<Removal> =>
		answer(api.POST('/api/moderation/removals' as never, { body } as never)),
	restore: (id: number) =>
		answer(api.DELETE('/api/moderation/removals/{removal_id}' as never, removal(id) as never)),
	appeal: (id: number, words: string): Promise<Appeal> =>
		answer(
			api.POST(
				'/api/decisions/{decision_id}/appeal' as never,
				{ params: decision(id), body: { words } } as never,
			),
		),
};
