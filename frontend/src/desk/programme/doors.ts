/** Asking the server to change a programme; typed by the contract. */
import type {
	ChangeRoom,
	ChangeSession,
	ChangeSpeaker,
	ChangeTrack,
	Room,
	Session,
	Speaker,
	Track,
} from '@/contract';
import { answer, api } from '@/core/api';

export type Subject = 'session' | 'room' | 'track' | 'speaker';

/** How one kind of thing is made, changed and taken away. */
export interface Doors<Body, Record> {
	create: (slug: string, body: Body) => Promise<Record>;
	change: (id: number, body: Body) => Promise<Record>;
	remove: (id: number) => Promise<unknown>;
}

const at = (slug: string) => ({ params: { path: { slug } } });

/** What the form has checked before: a new thing is named. */
type Named<Body> = Body & { name: string };
type Titled<Body> = Body & { title: string };

export const sessions: Doors<ChangeSession, Session> = {
	create: (slug, body) =>
		answer(api.POST('/api/meetings/{slug}/sessions', { ...at(slug), body: body as Titled<typeof body> })),
	change: (session_id, body) =>
		answer(api.PATCH('/api/sessions/{session_id}', { params: { path: { session_id } }, body })),
	remove: (session_id) =>
		answer(api.DELETE('/api/sessions/{session_id}', { params: { path: { session_id } } })),
};

export const rooms: Doors<ChangeRoom, Room> = {
	create: (slug, body) =>
		answer(api.POST('/api/meetings/{slug}/rooms', { ...at(slug), body: body as Named<ChangeRoom> })),
	change: (room_id, body) =>
		answer(api.PATCH('/api/rooms/{room_id}', { params: { path: { room_id } }, body })),
	remove: (room_id) => answer(api.DELETE('/api/rooms/{room_id}', { params: { path: { room_id } } })),
};

export const tracks: Doors<ChangeTrack, Track> = {
	create: (slug, body) =>
		answer(api.POST('/api/meetings/{slug}/tracks', { ...at(slug), body: body as Named<ChangeTrack> })),
	change: (track_id, body) =>
		answer(api.PATCH('/api/tracks/{track_id}', { params: { path: { track_id } }, body })),
	remove: (track_id) => answer(api.DELETE('/api/tracks/{track_id}', { params: { path: { track_id } } })),
};

export const speakers: Doors<ChangeSpeaker, Speaker> = {
	create: (slug, body) =>
		answer(api.POST('/api/meetings/{slug}/speakers', { ...at(slug), body: body as Named<ChangeSpeaker> })),
	change: (speaker_id, body) =>
		answer(api.PATCH('/api/speakers/{speaker_id}', { params: { path: { speaker_id } }, body })),
	remove: (speaker_id) =>
		answer(api.DELETE('/api/speakers/{speaker_id}', { params: { path: { speaker_id } } })),
};
