/** Who keeps order here. */
import { me } from '@/people';

const KEEPERS: readonly string[] = ['moderator', 'organiser'];

/** Whether I do. */
export function keeps(): boolean {
	return me.person?.roles.some((role) => KEEPERS.includes(role)) ?? false;
}
