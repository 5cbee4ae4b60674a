/** What stands in the list of the programme, line by line. */
import type { Room, Speaker } from '@/contract';
import type { Findings } from './search';
import type { Showing } from './showing';
import { say } from './words';

export type Row =
	| { kind: 'showing'; key: string; showing: Showing; first: boolean }
	| { kind: 'now'; key: string }
	| { kind: 'heading'; key: string; text: string }
	| { kind: 'speaker'; key: string; speaker: Speaker }
	| { kind: 'room'; key: string; room: Room };

/** A day, with the line of now between what has begun and what has not; no line outside of the day. */
export function rowsOfDay(showings: readonly Showing[], at: number): Row[] {
	const rows = showings.map((showing, place): Row => ({
		kind: 'showing',
		key: `s${String(showing.id)}`,
		showing,
		first: showings[place - 1]?.starts !== showing.starts,
	}));
	const ahead = showings.findIndex((showing) => showing.starts > at);
	const goesOn = showings.some((showing) => showing.ends > at);
	if (goesOn && ahead !== 0) rows.splice(ahead < 0 ? rows.length : ahead, 0, { kind: 'now', key: 'now' });
	return rows;
}

/** What was found, by kind, the best first. */
export function rowsFound(findings: Findings): Row[] {
	const showing = (one: Showing): Row => ({
		kind: 'showing',
		key: `s${String(one.id)}`,
		showing: one,
		first: true,
	});
	return [
		...under(
			say('speakers'),
			findings.speakers.map((speaker) => ({ kind: 'speaker', key: `p${String(speaker.id)}`, speaker })),
		),
		...under(
			say('rooms'),
			findings.rooms.map((room) => ({ kind: 'room', key: `r${String(room.id)}`, room })),
		),
		...under(say('sessions'), findings.sessions.map(showing)),
		...under(say('mentioned'), findings.mentioned.map(showing)),
	];
}

function under(text: string, rows: Row[]): Row[] {
	return rows.length > 0 ? [{ kind: 'heading', key: `h-${text}`, text }, ...rows] : [];
}
