/** The one thing to do about a panel now, and what stands in the way. No clock, no network. */
import type { Panel, Signup } from '@/contract';
import { isOpen, overlap, phaseOf, type Phase } from './phase';

/** A change of mine that is not answered yet. */
export interface Pending {
	verb: Verb;
	/** It waits for the network. */
	waited: boolean;
}
export type Verb = 'ask' | 'leave' | 'undo' | 'accept' | 'decline';

export type Step =
	/** Something of mine is on its way, or waits for the network. */
	| { kind: 'pending'; pending: Pending }
	/** What I gave up can be taken back until then. */
	| { kind: 'undo'; until: number; what: Place }
	/** A seat is mine until then, if I say so; `swap` is the one I would give up for it. */
	| { kind: 'answer'; until: number | undefined; swap: Panel | undefined }
	| { kind: 'lapsed' }
	| { kind: 'seated' }
	| { kind: 'came' }
	| { kind: 'waiting' }
	| { kind: 'asked' }
	| { kind: 'sign in'; phase: Phase }
	/** I may ask; `swap` is the seat that is at the same time. */
	| { kind: 'ask'; phase: Phase; swap: Panel | undefined }
	/** Nothing to do, and why. */
	| { kind: 'none'; phase: Phase };
export type Place = Signup['place'];

interface Given {
	panel: Panel;
	signup: Signup | undefined;
	pending: Pending | undefined;
	signedIn: boolean;
	/** The other panels at which I have a seat. */
	seats: readonly Panel[];
	at: number;
}

export function stepOf(given: Given): Step {
	const { pending, panel, signup, at } = given;
	if (pending) return { kind: 'pending', pending };
	const phase = phaseOf(panel, at);
	const gone = phase === 'cancelled' || phase === 'over';
	const held = signup && !gone ? (undoStep(signup, at) ?? heldStep(signup, given)) : undefined;
	return held ?? askStep(phase, given);
}

function undoStep({ held_until, left_from }: Signup, at: number): Step | undefined {
	const until = moment(held_until);
	return left_from && until !== undefined && at < until
		? { kind: 'undo', until, what: left_from }
		: undefined;
}

/** What I can do with the place I have; undefined when I have none. */
function heldStep(signup: Signup, given: Given): Step | undefined {
	const { place } = signup;
	if (place === 'offered') return answerStep(signup, given);
	return place === 'left' || place === 'declined' || place === 'missed' ? undefined : { kind: place };
}

/** When its time is up, the server says so in a moment; until it does, nothing is promised. */
function answerStep(signup: Signup, { seats, panel, at }: Given): Step {
	const until = moment(signup.offer_ends_at);
	if (until !== undefined && at >= until) return { kind: 'lapsed' };
	const swap = seats.find((one) => one.id === signup.swap_from) ?? sameTime(panel, seats);
	return { kind: 'answer', until, swap };
}

function askStep(phase: Phase, { panel, seats, signedIn }: Given): Step {
	if (!isOpen(phase)) return { kind: 'none', phase };
	if (!signedIn) return { kind: 'sign in', phase };
	// Standing in line beside a seat is no harm; the offer asks again.
	return { kind: 'ask', phase, swap: phase === 'free' ? sameTime(panel, seats) : undefined };
}

function sameTime(panel: Panel, seats: readonly Panel[]): Panel | undefined {
	return seats.find((seat) => seat.id !== panel.id && overlap(panel, seat));
}

function moment(text: string | null): number | undefined {
	return text === null ? undefined : Date.parse(text);
}
