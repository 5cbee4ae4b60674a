/** Rooms, tracks and speakers as forms, and how often the programme names them. */
import type { ChangeRoom, ChangeSpeaker, ChangeTrack, Room, Session, Speaker, Track } from '@/contract';
import { written, type LinkForm } from './sessionForm';
import { say } from './words';

export interface RoomForm {
	name: string;
	area: string;
	about: string;
	capacity: string;
	walk_minutes: string;
	position: string;
}

export interface TrackForm {
	name: string;
	colour: string;
	position: string;
}

export interface SpeakerForm {
	name: string;
	headline: string;
	biography: string;
	links: LinkForm[];
}

const NO_ROOM = { name: '', area: '', about: '', capacity: null, walk_minutes: 0, position: 0 };
const NO_TRACK = { name: '', colour: '', position: 0 };
const NO_SPEAKER = { name: '', headline: '', biography: '', links: [] };

/** A room as a form; without one the form of a new room. */
export function roomForm({
	name,
	area,
	about,
	capacity,
	walk_minutes,
	position,
}: Omit<Room, 'id' | 'rev'> = NO_ROOM): RoomForm {
	return {
		name,
		area,
		about,
		capacity: capacity === null ? '' : String(capacity),
		walk_minutes: String(walk_minutes),
		position: String(position),
	};
}

export function roomBody({ capacity, walk_minutes, position, ...plain }: Partial<RoomForm>): ChangeRoom {
	return {
		...plain,
		...(capacity === undefined ? {} : { capacity: capacity.trim() === '' ? null : Number(capacity) }),
		...(walk_minutes === undefined ? {} : { walk_minutes: Number(walk_minutes) }),
		...(position === undefined ? {} : { position: Number(position) }),
	};
}

export const wrongRoom = (form: RoomForm) => ({
	...wrongName(form.name),
	...wrongNumber('capacity', form.capacity || '1'),
	...wrongNumber('walk_minutes', form.walk_minutes),
	...wrongNumber('position', form.position),
});

export function trackForm({ name, colour, position }: Omit<Track, 'id' | 'rev'> = NO_TRACK): TrackForm {
	return { name, colour, position: String(position) };
}

export function trackBody({ position, ...plain }: Partial<TrackForm>): ChangeTrack {
	return { ...plain, ...(position === undefined ? {} : { position: Number(position) }) };
}

export const wrongTrack = (form: TrackForm) => ({
	...wrongName(form.name),
	...wrongNumber('position', form.position),
});

export function speakerForm({
	name,
	headline,
	biography,
	links,
}: Omit<Speaker, 'id' | 'rev'> = NO_SPEAKER): SpeakerForm {
	return { name, headline, biography, links: links.map(({ label, url }) => ({ label, url })) };
}

export function speakerBody({ links, ...plain }: Partial<SpeakerForm>): ChangeSpeaker {
	return { ...plain, ...(links ? { links: written(links) } : {}) };
}

export const wrongSpeaker = (form: SpeakerForm) => wrongName(form.name);

/** The sessions that name a room, a track or a speaker. */
export function usedBy(
	sessions: Iterable<Session>,
	kind: 'room' | 'track' | 'speaker',
	id: number,
): Session[] {
	const names = {
		room: (session: Session) => session.slots.some((slot) => slot.room_id === id),
		track: (session: Session) => session.track_id === id,
		speaker: (session: Session) => session.speaker_ids.includes(id),
	};
	return [...sessions].filter(names[kind]);
}

/** How often each room, track or speaker is named. */
export function uses(sessions: Iterable<Session>, kind: 'room' | 'track' | 'speaker'): Map<number, number> {
	const counts = new Map<number, number>();
	for (const session of sessions) {
		for (const id of new Set(named(session, kind))) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}

function named(session: Session, kind: 'room' | 'track' | 'speaker'): number[] {
	if (kind === 'speaker') return session.speaker_ids;
	if (kind === 'track') return session.track_id === null ? [] : [session.track_id];
	return session.slots.flatMap(({ room_id }) => room_id ?? []);
}

function wrongName(name: string): Record<string, string[]> {
	return name.trim() ? {} : { name: [say('nameMissing')] };
}

function wrongNumber(field: string, text: string): Record<string, string[]> {
	return /^\d{1,6}$/.test(text.trim()) ? {} : { [field]: [say('numberMissing')] };
}
