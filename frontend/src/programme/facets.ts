/** What a programme can be filtered by, as it is. */
import type { Option } from '@/ui/Options.svelte';
import { valueOf, type Facet } from './browse.svelte';
import { colourOf } from './colours';
import { languageName } from './languages';
import type { Programme } from './programme.svelte';
import { say } from './words';

/** The values that occur, in their own order or else by name, with how often; the empty one last. */
export function optionsOf(programme: Programme, facet: Facet): Option[] {
	const counts = new Map<string, number>();
	for (const showing of programme.showings) {
		const value = valueOf(showing, facet);
		counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	const options = [...counts].map(([value, count]) => ({
		...describe(programme, facet, value),
		value,
		count,
	}));
	return inOrder(programme, facet, options);
}

function inOrder(programme: Programme, facet: Facet, options: Option[]): Option[] {
	const place = new Map<string, number>();
	if (facet === 'track')
		for (const [at, track] of programme.tracks.entries()) place.set(String(track.id), at);
	if (facet === 'room') for (const [at, room] of programme.rooms.entries()) place.set(String(room.id), at);
	const rank = (value: string) => (value === '' ? Infinity : (place.get(value) ?? 0));
	return options.sort(
		(one, other) => compare(rank(one.value), rank(other.value)) || one.label.localeCompare(other.label),
	);
}

function compare(one: number, other: number): number {
	return one === other ? 0 : one - other;
}

function describe(programme: Programme, facet: Facet, value: string): Omit<Option, 'value'> {
	if (value === '') return { label: say('without') };
	if (facet === 'track') return trackOption(programme, value);
	if (facet === 'room') return roomOption(programme, value);
	return { label: facet === 'language' ? languageName(value) : capital(value) };
}

function roomOption(programme: Programme, value: string): Omit<Option, 'value'> {
	const room = programme.stream.of('room').get(Number(value));
	return { label: room?.name ?? value, ...(room?.area ? { hint: room.area } : {}) };
}

function trackOption(programme: Programme, value: string): Omit<Option, 'value'> {
	const track = programme.stream.of('track').get(Number(value));
	return track ? { label: track.name, colour: colourOf(track) } : { label: value };
}

/** "panel" is shown as "Panel". */
export function capital(text: string): string {
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
