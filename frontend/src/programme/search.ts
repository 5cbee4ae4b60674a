/** Finding as one types: without the network, without accents, forgiving of one wrong letter. */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { Room, Speaker } from '@/contract';
import type { Programme } from './programme.svelte';
import type { Showing } from './showing';

/** What can be found: a session ("s12"), a speaker ("p3") or a room ("r4"). */
interface Entry {
	id: string;
	name: string;
	people: string;
	about: string;
	text: string;
}

export interface Findings {
	speakers: Speaker[];
	rooms: Room[];
	/** Found by title, people, room, track or tag; the best first. */
	sessions: Showing[];
	/** Only their text speaks of it. */
	mentioned: Showing[];
}

const NOTHING: Findings = { speakers: [], rooms: [], sessions: [], mentioned: [] };
const MARKS = /\p{M}+/gu;
/** How many letters of a word may be wrong; more than none only when nothing is spelt as it was typed. */
const FORGIVEN = [0, 1, 2] as const;
const BATCH = 60;

export class Finder {
	readonly #index = new MiniSearch<Entry>({
		fields: ['name', 'people', 'about', 'text'],
		processTerm: plain,
		searchOptions: {
			prefix: true,
			combineWith: 'AND',
			boost: { name: 5, people: 4, about: 2 },
			weights: { prefix: 0.6, fuzzy: 0.2 },
		},
	});
	readonly #programme: Programme;

	private constructor(programme: Programme) {
		this.#programme = programme;
	}

	/** Reads the whole programme a little at a time, so that the phone stays quick meanwhile. */
	static async of(programme: Programme): Promise<Finder> {
		const finder = new Finder(programme);
		await finder.#index.addAllAsync(entriesOf(programme), { chunkSize: BATCH });
		return finder;
	}

	find(query: string): Findings {
		if (!query.trim()) return NOTHING;
		const only = query.trim().length < 2 ? { fields: ['name', 'people'] } : {};
		for (const wrong of FORGIVEN) {
			const fuzzy = (term: string) => Math.min(wrong, forgivenIn(term));
			const results = this.#index.search(query, { ...only, fuzzy });
			if (results.length > 0) return this.#sorted(results);
		}
		return NOTHING;
	}

	#sorted(results: SearchResult[]): Findings {
		const findings: Findings = { speakers: [], rooms: [], sessions: [], mentioned: [] };
		for (const { id, match } of results as (SearchResult & { id: string })[]) {
			const key = Number(id.slice(1));
			if (id.startsWith('p')) push(findings.speakers, this.#programme.stream.of('speaker').get(key));
			else if (id.startsWith('r')) push(findings.rooms, this.#programme.stream.of('room').get(key));
			else (onlyInText(match) ? findings.mentioned : findings.sessions).push(...this.#first(key));
		}
		return findings;
	}

	/** A session with several slots is found once. */
	#first(id: number): Showing[] {
		return this.#programme.showingsOfSession(id).slice(0, 1);
	}
}

function push<T>(list: T[], found: T | undefined): void {
	if (found) list.push(found);
}

function onlyInText(match: SearchResult['match']): boolean {
	return Object.values(match).every((fields) => fields.every((field) => field === 'text'));
}

function entriesOf(programme: Programme): Entry[] {
	const sessions = [...programme.stream.of('session').values()].map((session) => {
		const [showing] = programme.showingsOfSession(session.id);
		return {
			id: `s${String(session.id)}`,
			name: `${session.title} ${session.subtitle}`,
			people: showing?.speakers.map((speaker) => speaker.name).join(' ') ?? '',
			about: [showing?.room?.name, showing?.track?.name, session.kind, ...session.tags].join(' '),
			text: withoutMarkup(session.abstract),
		};
	});
	const speakers = [...programme.stream.of('speaker').values()].map((speaker) => ({
		...BLANK,
		id: `p${String(speaker.id)}`,
		name: speaker.name,
		about: speaker.headline,
	}));
	const rooms = programme.rooms.map((room) => ({
		...BLANK,
		id: `r${String(room.id)}`,
		name: room.name,
		about: room.area,
	}));
	return [...speakers, ...rooms, ...sessions];
}

const BLANK: Omit<Entry, 'id' | 'name'> = { people: '', about: '', text: '' };

/** Short words are taken by their letters. */
function forgivenIn(term: string): number {
	if (term.length < 4) return 0;
	return term.length < 6 ? 1 : 2;
}

function plain(term: string): string {
	return term.normalize('NFD').replace(MARKS, '').toLowerCase();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function withoutMarkup(html: string): string {
	return html.replace(/<[^>]*>/g, ' ').replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
