/** Finding as one types: without the network, without accents, forgiving of a wrong letter. */
import MiniSearch, { type Options } from 'minisearch';
import type { Room, Session, Speaker } from '@/contract';
import type { Programme } from './programme.svelte';
import type { Showing } from './showing';

export interface Findings {
	speakers: Speaker[];
	rooms: Room[];
	/** Found by title, people, room, track or tag; the best first. */
	sessions: Showing[];
	/** Only their text speaks of it; these come a moment later. */
	mentioned: Showing[];
}

/** What goes by a name: a session ("s12"), a speaker ("p3") or a room ("r4"). */
interface Named {
	id: string;
	name: string;
	people: string;
	about: string;
}

/** The text of a session, by the session's id. */
interface Text {
	id: number;
	text: string;
}

/** How many letters of a word may be wrong; more than none only when nothing is spelt as it was typed. */
const FORGIVEN = [0, 1, 2] as const;
/** Fewer letters than this are in every text. */
const SHORTEST_IN_TEXT = 3;
const BATCH = 40;

const MANNERS: Pick<Options, 'processTerm' | 'searchOptions'> = {
	processTerm: plain,
	searchOptions: {
		prefix: true,
		combineWith: 'AND',
		boost: { name: 5, people: 4, about: 2 },
		weights: { prefix: 0.6, fuzzy: 0.2 },
	},
};

export class Finder {
	readonly #names = new MiniSearch<Named>({ fields: ['name', 'people', 'about'], ...MANNERS });
	readonly #texts = new MiniSearch<Text>({ fields: ['text'], ...MANNERS });
	readonly #programme: Programme;

	private constructor(programme: Programme) {
		this.#programme = programme;
	}

	/** Reads the names at once and the texts a little at a time, so that the phone stays quick meanwhile. */
	static of(programme: Programme): Finder {
		const finder = new Finder(programme);
		finder.#names.addAll(namesOf(programme));
		void finder.#texts.addAllAsync(textsOf(programme), { chunkSize: BATCH });
		return finder;
	}

	/** What goes by that name. */
	find(query: string): Findings {
		const findings: Findings = { speakers: [], rooms: [], sessions: [], mentioned: [] };
		const { stream } = this.#programme;
		for (const { id } of forgiving(this.#names, query) as { id: string }[]) {
			const key = Number(id.slice(1));
			if (id.startsWith('p')) push(findings.speakers, stream.of('speaker').get(key));
			else if (id.startsWith('r')) push(findings.rooms, stream.of('room').get(key));
			else push(findings.sessions, this.#first(key));
		}
		return findings;
	}

	/** What only speaks of it. */
	mentioned(query: string, findings: Findings): Showing[] {
		if (query.trim().length < SHORTEST_IN_TEXT) return [];
		const known = new Set(findings.sessions.map((showing) => showing.session.id));
		const found = forgiving(this.#texts, query) as unknown as { id: number }[];
		return found.flatMap(({ id }) => (known.has(id) ? [] : (this.#first(id) ?? [])));
	}

	/** A session with several slots is found once. */
	#first(id: number): Showing | undefined {
		return this.#programme.showingsOfSession(id)[0];
	}
}

function forgiving(index: MiniSearch, query: string): { id: unknown }[] {
	if (!query.trim()) return [];
	for (const wrong of FORGIVEN) {
		const fuzzy = (term: string) => Math.min(wrong, forgivenIn(term));
		const results = index.search(query, { fuzzy });
		if (results.length > 0) return results;
	}
	return [];
}

/** Short words are taken by their letters; two letters that changed places are two wrong ones. */
function forgivenIn(term: string): number {
	if (term.length < 4) return 0;
	return term.length < 5 ? 1 : 2;
}

function push<T>(list: T[], found: T | undefined): void {
	if (found) list.push(found);
}

function namesOf(programme: Programme): Named[] {
	const { stream, rooms } = programme;
	const speakers = [...stream.of('speaker').values()].map(({ id, name, headline }) => ({
		id: `p${String(id)}`,
		name,
		people: '',
		about: headline,
	}));
	const places = rooms.map(({ id, name, area }) => ({ id: `r${String(id)}`, name, people: '', about: area }));
	return [...speakers, ...places, ...sessionsOf(programme).map((session) => named(session, programme))];
}

function named({ id, title, subtitle, kind, tags }: Session, programme: Programme): Named {
	const showing = programme.showingsOfSession(id)[0];
	return {
		id: `s${String(id)}`,
		name: `${title} ${subtitle}`,
		people: showing?.speakers.map((speaker) => speaker.name).join(' ') ?? '',
		about: [showing?.room?.name, showing?.track?.name, kind, ...tags].join(' '),
	};
}

function textsOf(programme: Programme): Text[] {
	return sessionsOf(programme).map(({ id, abstract }) => ({ id, text: withoutMarkup(abstract) }));
}

function sessionsOf(programme: Programme): Session[] {
	return [...programme.stream.of('session').values()];
}

const MARKS = /\p{M}+/gu;

function plain(term: string): string {
	return term.normalize('NFD').replace(MARKS, '').toLowerCase();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function withoutMarkup(html: string): string {
	return html.replace(/<[^>]*>/g, ' ').replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
