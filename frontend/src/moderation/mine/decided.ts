/** What was decided about me, with what I said against it; and what holds just now. */
import type { Appeal, Decision, Restriction } from '@/contract';

export interface Decided {
	decision: Decision;
	appeal: Appeal | undefined;
	/** What I may not do because of it, as long as that is so. */
	restriction: Restriction | undefined;
	/** What is left to do about it. */
	may: 'appeal' | 'wait' | 'nothing';
}

interface Known {
	decisions: Iterable<Decision>;
	appeals: Iterable<Appeal>;
	restrictions: Iterable<Restriction>;
}

/** The newest first; `now` in milliseconds. */
export function decided({ decisions, appeals, restrictions }: Known, now: number): Decided[] {
	const said = new Map([...appeals].map((appeal) => [appeal.decision_id, appeal]));
	const held = new Map(inForce(restrictions, now).map((one) => [one.decision_id ?? 0, one]));
	return [...decisions]
		.filter(({ measure }) => measure !== 'granted' && measure !== 'upheld')
		.sort((one, other) => other.id - one.id)
		.map((decision) => {
			const appeal = said.get(decision.id);
			return { decision, appeal, restriction: held.get(decision.id), may: left(decision, appeal, now) };
		});
}

/** What I may not do at this moment; those for longer first. */
export function inForce(restrictions: Iterable<Restriction>, now: number): Restriction[] {
	return [...restrictions]
		.filter(({ until }) => until === null || Date.parse(until) > now)
		.sort((one, other) => end(other) - end(one));
}

function left(decision: Decision, appeal: Appeal | undefined, now: number): Decided['may'] {
	if (appeal) return appeal.decided_at ? 'nothing' : 'wait';
	const open = decision.appeal_until !== null && Date.parse(decision.appeal_until) > now;
	return open && !decision.overturned_at ? 'appeal' : 'nothing';
}

const end = ({ until }: Restriction) => (until === null ? Infinity : Date.parse(until));
