/** The members of the community as organisers see them, and their roles. */
import type { Member } from '@/contract';
import { answer, api } from '@/core/api';
import { Listing } from '../listing.svelte';

export type Role = Member['roles'][number];
export const ROLES: readonly Role[] = ['organiser', 'moderator', 'host'];

class Members {
	/** Only those who hold it. */
	role = $state<Role | undefined>();
	readonly listing = new Listing<Member>(async (q, after) => {
		const query = {
			...(q ? { q } : {}),
			...(this.role ? { role: this.role } : {}),
			...(after ? { after } : {}),
		};
		const { members, next, total } = await answer(api.GET('/api/members', { params: { query } }));
		return { items: members, next, total };
	});

	async only(role: Role | undefined): Promise<void> {
		this.role = role;
		await this.listing.refresh();
	}

	/** One member; undefined when there is none by this number. */
	async find(id: number): Promise<Member | undefined> {
		const known = this.listing.items?.find((member) => member.id === id);
		if (known) return known;
		const { members } = await answer(api.GET('/api/members', { params: { query: { after: id - 1 } } }));
		return members.find((member) => member.id === id);
	}

	/** Grants or revokes a role; the member as they are then. */
	async set(member: Member, role: Role, holds: boolean): Promise<Member> {
		const params = { path: { person_id: member.id, role } };
		const now = await answer(
			holds
				? api.PUT('/api/members/{person_id}/roles/{role}', { params })
				: api.DELETE('/api/members/{person_id}/roles/{role}', { params }),
		);
		this.listing.put(
			({ id }) => id === member.id,
			() => now,
		);
		return now;
	}
}

export const members = new Members();
