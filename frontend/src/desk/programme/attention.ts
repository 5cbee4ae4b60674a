/** What in a programme asks for an organiser: gaps, doubles, and what an import could not settle. */
import type { Meeting, Session, Slot } from '@/contract';
import { MINUTE, wallAt } from '@/core/times';

export const CONCERNS = ['missing', 'timeless', 'roomless', 'outside', 'doubled', 'twice'] as const;
export type Concern = (typeof CONCERNS)[number];

/** The sessions behind each concern. Cancelled ones concern nobody. */
export type Attention = Readonly<Record<Concern, ReadonlySet<number>>>;

interface Booking {
	session: number;
	starts: number;
	ends: number;
}

export function attentionOf(
	sessions: Iterable<Session>,
	meeting: Pick<Meeting, 'starts_on' | 'ends_on' | 'timezone'>,
): Attention {
	const all = [...sessions];
	const living = all.filter((session) => session.state === 'scheduled');
	return {
		missing: ids(all.filter((session) => session.state === 'missing')),
		timeless: ids(living.filter((session) => session.slots.length === 0)),
		roomless: ids(living.filter((session) => session.slots.some((slot) => slot.room_id === null))),
		outside: ids(living.filter((session) => isOutside(session, meeting))),
		doubled: colliding(byRoom(living)),
		twice: colliding(bySpeaker(living)),
	};
}

export function concernsOf(attention: Attention, session: number): Concern[] {
	return CONCERNS.filter((concern) => attention[concern].has(session));
}

/** The sessions that are in one of its rooms, or have one of its speakers, at one of its times. */
export function collisionsOf(session: Session, sessions: Iterable<Session>): Session[] {
	return [...sessions].filter(
		(other) =>
			other.id !== session.id &&
			other.state === 'scheduled' &&
			session.slots.some((slot) => other.slots.some((theirs) => collide(session, slot, other, theirs))),
	);
}

function collide(session: Session, slot: Slot, other: Session, theirs: Slot): boolean {
	const [starts, theirStart] = [Date.parse(slot.starts_at), Date.parse(theirs.starts_at)];
	if (starts + slot.minutes * MINUTE <= theirStart || theirStart + theirs.minutes * MINUTE <= starts)
		return false;
	const sameRoom = slot.room_id !== null && slot.room_id === theirs.room_id;
	return sameRoom || session.speaker_ids.some((id) => other.speaker_ids.includes(id));
}

function ids(sessions: readonly Session[]): ReadonlySet<number> {
	return new Set(sessions.map((session) => session.id));
}

/** The night after the last day still belongs to it. */
function isOutside(
	{ slots }: Session,
	{ starts_on, ends_on, timezone }: Pick<Meeting, 'starts_on' | 'ends_on' | 'timezone'>,
) {
	return slots.some((slot) => {
		const starts = Date.parse(slot.starts_at);
		return (
			wallAt(starts, timezone).date < starts_on || wallAt(starts - 4 * 60 * MINUTE, timezone).date > ends_on
		);
	});
}

function byRoom(sessions: readonly Session[]): Booking[][] {
	const rooms = new Map<number, Booking[]>();
	for (const session of sessions) {
		for (const slot of session.slots) if (slot.room_id !== null) book(rooms, slot.room_id, session, slot);
	}
	return [...rooms.values()];
}

function bySpeaker(sessions: readonly Session[]): Booking[][] {
	const speakers = new Map<number, Booking[]>();
	for (const session of sessions) {
		for (const speaker of session.speaker_ids) {
			for (const slot of session.slots) book(speakers, speaker, session, slot);
		}
	}
	return [...speakers.values()];
}

function book(books: Map<number, Booking[]>, whose: number, session: Session, slot: Slot): void {
	const starts = Date.parse(slot.starts_at);
	const booking = { session: session.id, starts, ends: starts + slot.minutes * MINUTE };
	const book = books.get(whose);
	if (book) book.push(booking);
	else books.set(whose, [booking]);
}

/** Every session that overlaps another of the same book. */
function colliding(books: readonly Booking[][]): ReadonlySet<number> {
	const found = new Set<number>();
	for (const book of books) {
		let longest: Booking | undefined;
		for (const booking of book.sort((one, other) => one.starts - other.starts)) {
			if (longest && booking.starts < longest.ends && booking.session !== longest.session) {
				found.add(longest.session).add(booking.session);
			}
			if (!longest || booking.ends > longest.ends) longest = booking;
		}
	}
	return found;
}
