/** Who runs which panel. */
import type { Panel } from '@/contract';
import { me } from '@/people';

/** Whether I may run this panel: as one of its hosts, or as an organiser. */
export function mayHost({ host_ids }: Pick<Panel, 'host_ids'>): boolean {
	const { person } = me;
	if (!person) return false;
	return isOrganiser() || (person.roles.includes('host') && host_ids.includes(person.id));
}

/** Whether I run any of these; an organiser may make one. */
export function hostsAny(panels: Iterable<Panel>): boolean {
	return isOrganiser() || [...panels].some(mayHost);
}

export function isOrganiser(): boolean {
	return me.person?.roles.includes('organiser') ?? false;
}
