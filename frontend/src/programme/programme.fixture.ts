/** Programmes for tests, in a few words. */
import type { Meeting, Room, Session, Slot, Speaker, Track } from '@/contract';
import { Programme } from './programme.svelte';
import { showingsOf, type Showing } from './showing';

let ids = 0;
const next = () => (ids += 1);

export const at = (time: string, day = '2026-12-01') => Date.parse(`${day}T${time}:00Z`);
const moment = (time: string, day?: string) => new Date(at(time, day)).toISOString().replace('.000Z', 'Z');

export function aMeeting(more: Partial<Meeting> = {}): Meeting {
	return {
		...{
			id: 3,
			rev: 1,
			slug: '2026',
			name: 'Fireside 2026',
			timezone: 'UTC',
			venue: '',
			address: '',
			url: '',
			about: '',
		},
		...{ starts_on: '2026-12-01', ends_on: '2026-12-04' },
		...more,
	};
}

export function aRoom(name: string, more: Partial<Room> = {}): Room {
	const id = next();
	return { id, rev: id, name, area: '', about: '', capacity: null, walk_minutes: 0, position: id, ...more };
}

export function aTrack(name: string): Track {
	const id = next();
	return { id, rev: id, name, colour: '', position: id };
}

export function aSpeaker(name: string): Speaker {
	const id = next();
	return { id, rev: id, name, headline: '', biography: '', links: [] };
}

interface Given extends Partial<Omit<Slot, 'starts_at'>> {
	day?: string;
}

export function aSlot(time: string, { day, ...more }: Given = {}): Slot {
	return { id: next(), starts_at: moment(time, day), minutes: 45, room_id: null, was: null, ...more };
}

export function aSession(title: string, slots: Slot[], more: Partial<Session> = {}): Session {
	const id = next();
	return {
		...{ id, rev: id, title, subtitle: '', abstract: '', kind: 'talk', language: 'en', url: '', note: '' },
		...{ tags: [], links: [], track_id: null, speaker_ids: [], state: 'scheduled' as const },
		changed_at: '2026-11-01T00:00:00Z',
		slots,
		...more,
	};
}

interface Records {
	meeting?: Meeting;
	room?: Room[];
	track?: Track[];
	speaker?: Speaker[];
	session?: Session[];
}

export function frameOf({ meeting = aMeeting(), ...records }: Records, { since = 0, head = 1000 } = {}) {
	return { stream: 'meeting:3', since, head, reset: false, records: { meeting: [meeting], ...records } };
}

export function aProgramme(records: Records, slug = '2026'): Programme {
	const programme = new Programme(slug);
	programme.stream.take(frameOf(records));
	return programme;
}

/** Showings of sessions in rooms, as a programme gives them. */
export function showings(sessions: Session[], rooms: Room[] = []): Showing[] {
	return showingsOf(
		{
			room: new Map(rooms.map((room) => [room.id, room])),
			track: new Map(),
			speaker: new Map(),
			session: new Map(sessions.map((session) => [session.id, session])),
		},
		'UTC',
	);
}
