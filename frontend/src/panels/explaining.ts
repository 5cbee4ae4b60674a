/** What the page of a panel says about where it and I stand. No network. */
import type { Panel, Signup } from '@/contract';
import { ownZone, timeAt } from '@/core/times';
import { positionOf } from './line';
import type { Phase } from './phase';
import { answerMinutes } from './phase';
import { minutesText } from './spans';
import type { Pending, Step } from './step';
import { nth, whenText } from './telling';
import { say } from './words';

export interface Said {
	/** My place, large; none where there is none. */
	title?: string;
	text: string;
}

/** What it needs to know: the panel and my place at it, and the time in the meeting's zone. */
export interface Known {
	panel: Panel | undefined;
	signup: Signup | undefined;
	pending: { at: number } | undefined;
	at: number;
	zone: string;
}

/** "40 taken · 12 in line". */
export function takenText(panel: Panel): string {
	const { asked, draw_at, drawn_at, seated, came, waiting, offered } = panel;
	if (draw_at && !drawn_at) return say('asked', { count: asked });
	const parts = [
		say('taken', { count: seated + came }),
		waiting > 0 ? say('inLine', { count: waiting }) : '',
	];
	return [...parts, offered > 0 ? say('offeredNow', { count: offered }) : ''].filter(Boolean).join(' · ');
}

/** "4 are kept for the door · 2 are kept for first-timers". */
export function keptText({ reserved }: Panel): string {
	const kept = [
		reserved.door && say('keptDoor', { count: reserved.door }),
		reserved.first_timer && say('keptFirst', { count: reserved.first_timer }),
		reserved.invited && say('keptInvited', { count: reserved.invited }),
	];
	return kept.filter(Boolean).join(' · ');
}

export function explanation(known: Known, step: Step): Said {
	switch (step.kind) {
		case 'pending':
			return pendingSaid(step.pending, known);
		case 'undo':
			return { title: undoTitle(step.what), text: undoText(step.what) };
		case 'answer':
			return { title: say('offeredTag'), text: answerText(step) };
		case 'lapsed':
			return { title: say('offerLapsed'), text: say('lapsedText') };
		case 'none':
		case 'ask':
		case 'sign in':
			return { text: phaseText(step.phase, known) };
		default:
			return heldText(step.kind, known);
	}
}

function pendingSaid({ verb, waited }: Pending, { pending }: Known): Said {
	if (!waited) return { text: say('sending') };
	return { title: say('waits'), text: say(WAITS[verb], { time: timeAt(pending?.at ?? 0, ownZone()) }) };
}

const WAITS = {
	ask: 'waitsAsk',
	leave: 'waitsLeave',
	undo: 'waitsUndo',
	accept: 'waitsAccept',
	decline: 'waitsDecline',
} as const;

function undoTitle(what: Signup['place']): string {
	if (what === 'waiting') return say('gaveUpLine');
	return what === 'asked' ? say('gaveUpDraw') : say('gaveUpSeat');
}

function undoText(what: Signup['place']): string {
	return what === 'waiting' || what === 'asked' ? say('undoPlaceText') : say('undoSeatText');
}

function answerText({ until, swap }: Extract<Step, { kind: 'answer' }>): string {
	const offer = until === undefined ? '' : say('offerText', { time: timeAt(until, ownZone()) });
	return [offer, swap && say('offerSwapText', { title: swap.title })].filter(Boolean).join(' ');
}

function heldText(kind: Kept, known: Known): Said {
	if (kind === 'seated') return { title: say('seated'), text: say('seatedText') };
	return { came: cameText, asked: askedText, waiting: waitingText }[kind](known);
}
type Kept = 'seated' | 'came' | 'waiting' | 'asked';

function cameText({ signup }: Known): Said {
	return {
		title: say('checkedIn'),
		text: say('cameText', { time: timeAt(momentOf(signup?.came_at), ownZone()) }),
	};
}

function askedText({ panel, at, zone }: Known): Said {
	return { title: say('askedTag'), text: say('askedText', { when: whenText(panel?.draw_at, at, zone) }) };
}

function waitingText({ signup, panel, at }: Known): Said {
	const position = positionOf(signup?.number ?? 0, panel?.line ?? []);
	const title = position === undefined ? say('youAreInLine') : say('youAre', { nth: nth(position) });
	return { title, text: panel ? turnText(panel, at) : '' };
}

function momentOf(text: string | null | undefined): number {
	return text ? Date.parse(text) : 0;
}

/** How long one has to answer, were the offer made now. */
function turnText(panel: Panel, at: number): string {
	const minutes = answerMinutes(panel, at);
	return minutes === 0 ? say('lineTextDoor') : say('waitingText', { span: minutesText(minutes) });
}

function phaseText(phase: Phase, { panel, at, zone }: Known): string {
	if (phase === 'line') return panel ? lineText(panel, at) : '';
	const when = WHEN[phase as keyof typeof WHEN];
	return when
		? say(when.words, { when: whenText(panel?.[when.of], at, zone) })
		: say(PLAIN[phase as keyof typeof PLAIN]);
}

/** Phases that name a moment of the panel. */
const WHEN = {
	ahead: { words: 'aheadText', of: 'opens_at' },
	closed: { words: 'closedText', of: 'closes_at' },
	draw: { words: 'drawText', of: 'draw_at' },
} as const;

const PLAIN = {
	free: 'freeText',
	full: 'fullText',
	shut: 'shutText',
	on: 'onText',
	over: 'overText',
	cancelled: 'cancelledText',
} as const;

function lineText(panel: Panel, at: number): string {
	const minutes = answerMinutes(panel, at);
	return minutes === 0 ? say('lineTextDoor') : say('lineText', { span: minutesText(minutes) });
}
