/** Which rooms are free when, for somebody who has to move a session now. */
import type { Room, Slot } from '@/contract';
import { MINUTE } from '@/core/times';
import { takesPlace, type Showing } from './showing';

export interface RoomThen {
	room: Room;
	/** What is in it meanwhile; the first, if there are several. */
	taken: Showing | undefined;
}

/** Every room with what is in it during a slot: the free ones first, then in the order of the venue. */
export function roomsDuring(
	slot: Pick<Slot, 'id' | 'starts_at' | 'minutes'>,
	rooms: readonly Room[],
	showings: readonly Showing[],
): RoomThen[] {
	const starts = Date.parse(slot.starts_at);
	const ends = starts + slot.minutes * MINUTE;
	const meanwhile = showings.filter(
		(showing) =>
			showing.id !== slot.id && takesPlace(showing) && showing.starts < ends && starts < showing.ends,
	);
	return rooms
		.map((room) => ({ room, taken: meanwhile.find((showing) => showing.room?.id === room.id) }))
		.sort((one, other) => Number(one.taken !== undefined) - Number(other.taken !== undefined));
}
