/** How much in the chat waits for me: mentions, what is written to me alone, and who asks to write to me. */
import { mine } from '@/people';
import type { Membership } from '@/contract';

type Counted = Pick<Membership, 'left_at' | 'mentions' | 'request'>;

/** My stream tells it all, so no page of the chat is needed to count. */
export const waitingForMe = () => countOf([...mine.of<Membership>('membership').values()]);

export function countOf(memberships: readonly Counted[]): number {
	return memberships.reduce((count, membership) => count + waitsIn(membership), 0);
}

function waitsIn({ left_at, mentions, request }: Counted): number {
	if (left_at || request === 'declined') return 0;
	return request === 'received' ? 1 : mentions;
}
