import type { Programme } from '@/programme';
import type { Names } from './telling';

/** The names of a programme's rooms, tracks and speakers, for telling its history. */
export function namesOf(programme: Programme): Names {
	return {
		zone: programme.zone,
		room: (id) => programme.stream.of('room').get(id)?.name,
		track: (id) => programme.stream.of('track').get(id)?.name,
		speaker: (id) => programme.stream.of('speaker').get(id)?.name,
	};
}
