/** What this reader may do; the server has the last word. */
import type { Me, Panel } from '@/contract';

/** Whether they keep the blogroll and decide about applications. */
export function keepsBlogroll(person: Me | null | undefined): boolean {
	return person?.roles.some((role) => role === 'host' || role === 'organiser') ?? false;
}

/** Whether they choose who is on this panel. */
export function hosts(person: Me | null | undefined, panel: Panel): boolean {
	if (!person) return false;
	if (person.roles.includes('organiser')) return true;
	return person.roles.includes('host') && panel.host_ids.includes(person.id);
}
