/** An entry of the history as a person would tell it: who did what, and each thing from what to what. */
import type { Edit } from '@/contract';
import { plain } from '@/core/plain';
import { dayName, wallAt } from '@/core/times';
import { say } from './words';

/** What an entry names only by number. */
export interface Names {
	zone: string;
	room: (id: number) => string | undefined;
	track: (id: number) => string | undefined;
	speaker: (id: number) => string | undefined;
}

export interface Change {
	what: string;
	before: string;
	after: string;
}

interface Time {
	id: number | null;
	starts_at: string;
	minutes: number;
	room_id: number | null;
}

type Values = Record<string, unknown>;

const AROUND = 90;

/** "Olga added the session “Opening”." */
export function headline(edit: Edit): string {
	const who = edit.who ?? say('commandLine');
	const what = { who, subject: say(edit.subject), label: edit.label };
	if ('removed' in edit.after) return say(edit.after.removed ? 'tookOff' : 'added', what);
	if (fieldsOf(edit).length === 0) return say('released', what);
	const moved = edit.subject === 'session' && fieldsOf(edit).every((field) => field === 'times');
	return moved ? say('moved', { who, label: edit.label }) : say('changed', what);
}

export function changesOf(edit: Edit, names: Names): Change[] {
	return fieldsOf(edit).flatMap((field) => {
		const [before, after] = [(edit.before as Values)[field], (edit.after as Values)[field]];
		if (field === 'times') return timeChanges(before as Time[], after as Time[], names);
		if (field === 'speaker_ids') return listChange(field, names.speaker, before, after);
		return [{ what: fieldName(field), ...values(field, before, after, names) }];
	});
}

/** "speaker_ids" is "Speakers"; a field we have no word for keeps its own name. */
export function fieldName(field: string): string {
	return field in FIELDS ? say(FIELDS[field as keyof typeof FIELDS]) : field;
}

const FIELDS = {
	title: 'fTitle',
	subtitle: 'fSubtitle',
	abstract: 'fAbstract',
	kind: 'fKind',
	language: 'fLanguage',
	url: 'fUrl',
	tags: 'fTags',
	links: 'fLinks',
	track_id: 'fTrack',
	track: 'fTrack',
	speaker_ids: 'fSpeakers',
	speakers: 'fSpeakers',
	times: 'fTimes',
	slots: 'fTimes',
	state: 'fState',
	note: 'fNote',
	name: 'fName',
	area: 'fArea',
	about: 'fAbout',
	capacity: 'fCapacity',
	walk_minutes: 'fWalk',
	position: 'fPosition',
	colour: 'fColour',
	headline: 'fHeadline',
	biography: 'fBiography',
	starts_on: 'fStartsOn',
	ends_on: 'fEndsOn',
	timezone: 'fTimezone',
	venue: 'fVenue',
	address: 'fAddress',
	joining: 'fJoining',
} as const;

function fieldsOf(edit: Edit): string[] {
	return Object.keys(edit.after).filter((field) => field !== 'removed' && field !== 'kept');
}

function values(field: string, before: unknown, after: unknown, names: Names): Omit<Change, 'what'> {
	if (field === 'abstract' || field === 'biography' || field === 'about') {
		return whereTheyDiffer(plain(String(before ?? '')), plain(String(after ?? '')));
	}
	const shown = (value: unknown) => valueName(field, value, names) || say('nothing');
	return { before: shown(before), after: shown(after) };
}

const TELL: Readonly<Record<string, (value: never, names: Names) => string>> = {
	track_id: (id: number, names) => names.track(id) ?? say('someTrack'),
	state: (state: 'scheduled' | 'cancelled' | 'missing') => say(`state_${state}`),
	links: (links: { label: string; url: string }[]) => links.map(({ label, url }) => label || url).join(', '),
	speaker_ids: (ids: number[], names) => ids.map((id) => names.speaker(id) ?? say('somebody')).join(', '),
	times: (times: Time[], names) => times.map((time) => placeName(time, names)).join('; '),
	abstract: plain,
	biography: plain,
	about: plain,
};

/** A value of a field in words; empty for none. */
export function valueName(field: string, value: unknown, names: Names): string {
	if (value === null || value === undefined) return '';
	const tell = TELL[field];
	if (tell) return tell(value as never, names);
	return Array.isArray(value) ? value.join(', ') : String(value as string | number);
}

function listChange(field: string, name: Names['speaker'], before: unknown, after: unknown): Change[] {
	const [was, now] = [before as number[], after as number[]];
	const named = (ids: number[]) => ids.map((id) => name(id) ?? say('somebody')).join(', ') || say('nobody');
	const [gone, come] = [was.filter((id) => !now.includes(id)), now.filter((id) => !was.includes(id))];
	const what = fieldName(field);
	if (gone.length + come.length === 0) return [{ what: say('order'), before: named(was), after: named(now) }];
	return [{ what, before: named(was), after: named(now) }];
}

function timeChanges(before: Time[], after: Time[], names: Names): Change[] {
	const [was, now] = [matched(before, after), matched(after, before)];
	const changed = after.flatMap((time) => {
		const old = was.get(time.id ?? 0);
		return old
			? oneTimeChange(old, time, names)
			: [{ what: say('fTimes'), before: say('nothing'), after: placeName(time, names) }];
	});
	const gone = before
		.filter((time) => !now.has(time.id ?? 0))
		.map((time) => ({ what: say('fTimes'), before: placeName(time, names), after: say('nothing') }));
	return [...changed, ...gone];
}

/** The times of one side that the other side still has. */
function matched(times: Time[], others: Time[]): Map<number, Time> {
	const ids = new Set(others.map(({ id }) => id));
	return new Map(
		times.flatMap((time) =>
			time.id !== null && ids.has(time.id) ? [[time.id, time] as [number, Time]] : [],
		),
	);
}

function oneTimeChange(was: Time, now: Time, names: Names): Change[] {
	const moved = Date.parse(was.starts_at) !== Date.parse(now.starts_at);
	const changes: Change[] = [];
	if (moved)
		changes.push({
			what: say('fStart'),
			before: momentName(was, names.zone),
			after: momentName(now, names.zone),
		});
	if (was.minutes !== now.minutes) {
		changes.push({
			what: say('fLength'),
			before: say('minutes', { count: was.minutes }),
			after: say('minutes', { count: now.minutes }),
		});
	}
	if (was.room_id !== now.room_id) {
		changes.push({ what: say('fRoom'), before: roomName(was, names), after: roomName(now, names) });
	}
	return changes;
}

function placeName(time: Time, names: Names): string {
	return [momentName(time, names.zone), say('minutes', { count: time.minutes }), roomName(time, names)].join(
		', ',
	);
}

function momentName({ starts_at }: Time, zone: string): string {
	const wall = wallAt(Date.parse(starts_at), zone);
	return `${dayName(wall.date, 'short')} ${wall.time}`;
}

function roomName({ room_id }: Time, names: Names): string {
	return room_id === null ? say('noRoom') : (names.room(room_id) ?? say('someRoom'));
}

/** Long texts from where they begin to differ, cut to what can be taken in at a glance. */
export function whereTheyDiffer(before: string, after: string): Omit<Change, 'what'> {
	let place = 0;
	while (place < before.length && before[place] === after[place]) place += 1;
	const start = place < AROUND / 2 ? 0 : before.lastIndexOf(' ', place - AROUND / 3) + 1;
	const cut = (text: string) => {
		const part = text.slice(start, start + AROUND);
		return (start ? '…' : '') + part + (start + AROUND < text.length ? '…' : '') || say('nothing');
	};
	return { before: cut(before), after: cut(after) };
}
