/** How somebody looks through a programme: the day, the filters, the words they search for. It outlives the page. */
import { clock } from '@/core/clock.svelte';
import { dayAt } from '@/core/times';
import { idsOfMine } from './mine';
import { programmeOf, type Programme } from './programme.svelte';
import type { Finder, Findings } from './search';
import type { Showing } from './showing';

export const FACETS = ['track', 'room', 'kind', 'language'] as const;
export type Facet = (typeof FACETS)[number];
export type Chosen = Readonly<Record<Facet, ReadonlySet<string>>>;

const NONE: Chosen = { track: new Set(), room: new Set(), kind: new Set(), language: new Set() };

export class Browse {
	readonly programme: Programme;
	query = $state('');
	searching = $state(false);
	mine = $state(false);
	chosen = $state.raw<Chosen>(NONE);
	#day = $state<string | undefined>();
	#finder = $state.raw<Finder | undefined>();
	#mentions = $state.raw<{ query: string; found: Showing[] } | undefined>();
	#read: Showing[] | undefined;
	/** Grows each time the reader asks to be brought to now. */
	nowAsked = $state(0);
	/** Where the list of each day was left: how far down, and the sizes of its rows. */
	readonly left = new Map<string, { scroll: number; sizes: unknown }>();

	constructor(programme: Programme) {
		this.programme = programme;
	}

	readonly filtered = $derived.by(() => {
		const mine = this.mine ? idsOfMine(this.programme) : undefined;
		return this.programme.showings.filter(
			(showing) => (!mine || mine.has(showing.session.id)) && passes(showing, this.chosen),
		);
	});

	readonly perDay = $derived.by(() => {
		const counts = new Map<string, number>();
		for (const { day } of this.filtered) counts.set(day, (counts.get(day) ?? 0) + 1);
		return counts as ReadonlyMap<string, number>;
	});

	/** The chosen day; before one is chosen, today during the meeting and else its first day. */
	readonly day = $derived.by(() => {
		const { days, zone } = this.programme;
		if (this.#day && days.includes(this.#day)) return this.#day;
		const today = dayAt(clock.now, zone);
		return days.includes(today) ? today : days[0];
	});

	readonly ofDay = $derived.by(() => this.filtered.filter((showing) => showing.day === this.day));

	/** What goes by the words typed, at once; what only speaks of them joins when the typing pauses. */
	readonly findings = $derived.by((): Findings | undefined => {
		const found = this.#finder?.find(this.query);
		return found && this.#mentions?.query === this.query
			? { ...found, mentioned: this.#mentions.found }
			: found;
	});

	get ready(): boolean {
		return this.#finder !== undefined;
	}

	/** The texts have been looked through for these very words, too. */
	get lookedEverywhere(): boolean {
		return this.#mentions?.query === this.query;
	}

	get narrowed(): boolean {
		return this.mine || FACETS.some((facet) => this.chosen[facet].size > 0);
	}

	/** Shows a day; asked for the day in view, it brings the reader to now. */
	go(day: string): void {
		if (day === this.day) this.nowAsked += 1;
		this.#day = day;
	}

	toggle(facet: Facet, value: string): void {
		const values = new Set(this.chosen[facet]);
		if (!values.delete(value)) values.add(value);
		this.chosen = { ...this.chosen, [facet]: values };
	}

	/** Only this one: what a tap on a track or a kind elsewhere asks for. */
	only(facet: Facet, value: string): void {
		this.clear();
		this.chosen = { ...NONE, [facet]: new Set([value]) };
	}

	clearFacet(facet: Facet): void {
		this.chosen = { ...this.chosen, [facet]: new Set() };
	}

	clear(): void {
		this.mine = false;
		this.chosen = NONE;
		this.query = '';
		this.searching = false;
	}

	/** Gets ready to search what the programme says now. */
	async read(): Promise<void> {
		const { showings } = this.programme;
		if (this.#read === showings || showings.length === 0) return;
		this.#read = showings;
		const { Finder } = await import('./search');
		this.#finder = Finder.of(this.programme);
	}

	/** Looks for the words typed in the texts as well. */
	readTexts(): void {
		const found = this.#finder?.find(this.query);
		const mentioned = found && this.#finder?.mentioned(this.query, found);
		if (mentioned) this.#mentions = { query: this.query, found: mentioned };
	}
}

/** The value of a showing under a facet; empty when it has none. */
export function valueOf(showing: Showing, facet: Facet): string {
	if (facet === 'track') return String(showing.track?.id ?? '');
	if (facet === 'room') return String(showing.room?.id ?? '');
	return showing.session[facet];
}

function passes(showing: Showing, chosen: Chosen): boolean {
	return FACETS.every((facet) => chosen[facet].size === 0 || chosen[facet].has(valueOf(showing, facet)));
}

const browses = new Map<string, Browse>();

export function browseOf(slug: string): Browse {
	let browse = browses.get(slug);
	if (!browse) {
		browse = new Browse(programmeOf(slug));
		browses.set(slug, browse);
	}
	return browse;
}
