import type { Me } from '@/contract';
import { together } from '@/core/words';
import { say } from './words';

const NAMES: Record<Me['roles'][number], string> = {
	host: say('roleHost'),
	moderator: say('roleModerator'),
	organiser: say('roleOrganiser'),
};

/** "Host and Moderator"; who has no role is a member. */
export function rolesName(roles: Me['roles']): string {
	return roles.length > 0 ? together(roles.map((role) => NAMES[role])) : say('roleMember');
}
