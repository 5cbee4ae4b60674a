/** My notices, as my stream brings them; what I have seen is told to the server, now or when there is a network. */
import type { Notice } from '@/contract';
import { outbox } from '@/core/outbox.svelte';
import { me, mine } from '@/people';

export const SEEN = 'notices seen';

class Notices {
	/** The newest first. */
	readonly all = $derived.by(() =>
		[...mine.of<Notice>('notice').values()].sort((one, other) => other.id - one.id),
	);
	/** Seen on this phone, and the server does not know yet. */
	#seenHere = $state(0);
	readonly unseen = $derived.by(() =>
		me.person ? this.all.filter(({ id, seen_at }) => seen_at === null && id > this.#seenHere) : [],
	);
	/** What asks to be looked at: notices, and what came of things that had to wait. */
	readonly count = $derived.by(() => this.unseen.length + outbox.told.filter(({ waited }) => waited).length);

	/** Marks all as seen. */
	async see(): Promise<void> {
		const upto = this.unseen[0]?.id;
		if (upto === undefined) return;
		this.#seenHere = upto;
		await outbox.put<number>({ kind: SEEN, what: '', href: '/me/notices', about: upto });
	}
}

export const notices = new Notices();
