/** Addresses that may join although the community is closed. */
import type { Invitation } from '@/contract';
import { answer, api } from '@/core/api';
import { Listing } from '../listing.svelte';

export class Invitations {
	/** Those invited just now. */
	fresh = $state.raw<readonly Invitation[]>([]);
	/** Those from before, oldest first. */
	readonly listing = new Listing<Invitation>(async (_, after) => {
		const query = after ? { after } : {};
		const { invitations, next } = await answer(api.GET('/api/invitations', { params: { query } }));
		return { items: invitations, next, total: 0 };
	});

	/** All that are known so far, each once. */
	readonly all = $derived.by(() => {
		const fresh = new Set(this.fresh.map(({ id }) => id));
		return [...this.fresh, ...(this.listing.items ?? []).filter(({ id }) => !fresh.has(id))];
	});

	async invite(email: string, name: string): Promise<void> {
		const made = await answer(api.POST('/api/invitations', { body: { email, name } }));
		this.fresh = [made, ...this.fresh.filter(({ id }) => id !== made.id)];
	}

	async withdraw({ id }: Invitation): Promise<void> {
		await answer(api.DELETE('/api/invitations/{invitation_id}', { params: { path: { invitation_id: id } } }));
		this.fresh = this.fresh.filter((one) => one.id !== id);
		this.listing.drop((one) => one.id === id);
	}
}
