/** Who runs which panel. */
import type { Panel } from '@/contract';
import { me } from '@/people';

/** Whether I may run this panel: as one of its hosts, or as an organiser. */
export function mayHost({ host_ids }: Pick<Panel, 'host_ids'>): boolean {
	const { person } = me;
	if (!person) return false;
	const { roles } = person;
	return roles.includes('organiser') || (roles.includes('host') && host_ids.includes(person.id));
}
