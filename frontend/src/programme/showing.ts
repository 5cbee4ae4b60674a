/** A *showing* is one session at one time and place, with all that a row or a page says of it. */
import type { Room, Session, Slot, Speaker, Track } from '@/contract';
import { dayAt, MINUTE } from '@/core/times';

export interface Showing {
	/** The slot's id. */
	id: number;
	session: Session;
	slot: Slot;
	starts: number;
	ends: number;
	/** The day of the programme. */
	day: string;
	room: Room | undefined;
	track: Track | undefined;
	speakers: Speaker[];
}

/** Where the records of a programme are found by id. */
export interface Shelves {
	room: ReadonlyMap<number, Room>;
	track: ReadonlyMap<number, Track>;
	speaker: ReadonlyMap<number, Speaker>;
	session: ReadonlyMap<number, Session>;
}

/** All showings in the order of the programme: by time, then by room, then by title. */
export function showingsOf(shelves: Shelves, zone: string): Showing[] {
	const showings = [...shelves.session.values()].flatMap((session) =>
		session.slots.map((slot) => showing(session, slot, shelves, zone)),
	);
	return showings.sort(inOrder);
}

function showing(session: Session, slot: Slot, shelves: Shelves, zone: string): Showing {
	const starts = Date.parse(slot.starts_at);
	return {
		id: slot.id,
		session,
		slot,
		starts,
		ends: starts + slot.minutes * MINUTE,
		day: dayAt(starts, zone),
		room: found(shelves.room, slot.room_id),
		track: found(shelves.track, session.track_id),
		speakers: speakersOf(session, shelves.speaker),
	};
}

export function speakersOf(session: Session, speakers: ReadonlyMap<number, Speaker>): Speaker[] {
	return session.speaker_ids.flatMap((id) => speakers.get(id) ?? []);
}

export function found<R>(shelf: ReadonlyMap<number, R>, id: number | null): R | undefined {
	return id === null ? undefined : shelf.get(id);
}

const collator = new Intl.Collator();

function inOrder(one: Showing, other: Showing): number {
	return (
		one.starts - other.starts ||
		(one.room?.position ?? Infinity) - (other.room?.position ?? Infinity) ||
		collator.compare(one.session.title, other.session.title) ||
		one.id - other.id
	);
}

/** Whether it is still to be gone to: neither cancelled nor gone from the organisers' file. */
export function takesPlace(showing: Showing): boolean {
	return showing.session.state === 'scheduled';
}

export function isOn(showing: Showing, at: number): boolean {
	return showing.starts <= at && at < showing.ends;
}
