/** Who is at the desk: moderators and organisers. */
import type { Me } from '@/contract';

export function isKeeper(person: Pick<Me, 'roles'> | null | undefined): boolean {
	return person?.roles.some((role) => role === 'moderator' || role === 'organiser') ?? false;
}
