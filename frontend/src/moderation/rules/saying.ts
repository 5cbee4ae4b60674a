/** A rule in a line. */
import type { Rule } from '@/contract';
import { say } from './words';

/** "Links · Hold it for a look · 12 messages in 30 days". */
export function lineOf(rule: Rule): string {
	const lately =
		rule.cases > 0 ? say('lately', { count: rule.cases }) : rule.live ? say('nothingLately') : '';
	return [say(rule.kind), say(rule.effect), lately].filter(Boolean).join(' · ');
}
