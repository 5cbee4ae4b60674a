/** What stands below a channel's name while nobody types: about how many are here, else how many it has. */
import type { Talk } from './talks.svelte';
import { say } from './words';

/** Up to so many are told exactly. */
const EXACT = 5;

/**
 * Nothing in a direct talk. Whoever's list shows it hears it, so a number would promise that the other is looking. And
 * nothing before it is known which it is.
 */
export function presentIn({ channel, here, listed }: Talk): string {
	if (!channel || channel.kind === 'direct') return '';
	const count = here.people;
	if (count < 2) return listed ? say('members', { count: listed.members }) : '';
	return count > EXACT ? say('hereAbout', { count }) : say('here', { count });
}
