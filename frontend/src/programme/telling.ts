/** A change in words: "Moved to Room 5, was Room 2". */
import { dayAt, dayName, timeAt } from '@/core/times';
import type { Change } from './changes';
import type { Programme } from './programme.svelte';
import { found, type Showing } from './showing';
import { say } from './words';

export function changeText(change: Change, programme: Programme): string {
	if (change.kind === 'moved') return movedText(change, programme);
	if (change.kind === 'renamed') return say('renamedFrom', { before: change.was ?? '' });
	return say(change.kind);
}

function movedText({ showing }: Change, programme: Programme): string {
	const [to, before] = places(showing, programme);
	if (!to) return say('moved');
	return before ? say('movedFrom', { to, before }) : say('movedTo', { to });
}

/** Where it is now and where it was, as far as the two differ. */
function places({ slot, starts, day, room }: Showing, { zone, stream }: Programme): [string, string] {
	if (!slot.was) return ['', ''];
	const before = Date.parse(slot.was.starts_at);
	const dayBefore = dayAt(before, zone);
	const now = [dayName(day, 'chip'), timeAt(starts, zone), room?.name ?? say('roomOpen')];
	const then = [
		dayName(dayBefore, 'chip'),
		timeAt(before, zone),
		found(stream.of('room'), slot.was.room_id)?.name,
	];
	const differs = [day !== dayBefore, starts !== before, slot.room_id !== slot.was.room_id];
	return [joined(now, differs), joined(then, differs)];
}

function joined(parts: (string | undefined)[], wanted: boolean[]): string {
	return parts.filter((part, place) => part && wanted[place]).join(', ');
}

/** "10:02" today, else "Tue 1". */
export function changedAt({ at }: Change, now: number, zone: string): string {
	const day = dayAt(at, zone);
	return day === dayAt(now, zone) ? timeAt(at, zone) : dayName(day, 'chip');
}
