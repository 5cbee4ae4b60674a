/** The door of one panel, as one phone works it. Every tap goes through the outbox, so it also works without a network. */
import type { Panel } from '@/contract';
import type { Entry, Outbox } from '@/core/outbox.svelte';
import { DOOR, type Act } from './acts';
import { countsOf, found, peopleOf, sectionOf, type People, type Person, type Section } from './people';
import type { Roster } from './roster.svelte';
import { verdictOn, type Verdict } from './verdict';
import { say } from './words';

type Tapped = Entry<Act>;
type Given = Pick<Roster, 'panel' | 'entries'>;

/** Those who come in as who they are on the list; a released seat may still be there for them. */
const HAD_SEAT: readonly Person['place'][] = ['seated', 'offered', 'missed'];

/** The code in front of the camera, and what was made of it. */
export interface Shown {
	verdict: Verdict;
	/** The tap that let the person in; it can be taken back. */
	tap?: Tapped | undefined;
}

export class Door {
	query = $state('');
	section = $state<Section>('expected');
	shown = $state.raw<Shown | undefined>();
	readonly #roster: Given;
	readonly #outbox: Outbox;
	readonly #href: string;
	/** The ids of this phone's taps by which people came, so that exactly those are undone. */
	readonly #cameBy = new Map<number, string>();

	constructor(roster: Given, outbox: Outbox, href: string) {
		this.#roster = roster;
		this.#outbox = outbox;
		this.#href = href;
	}

	readonly waiting = $derived.by(() => this.#mine(this.#outbox.waiting));
	/** What came of taps that is worth a word: refusals, and what was answered late. */
	readonly answers = $derived.by(() => this.#mine(this.#outbox.told));
	readonly people: People = $derived.by(() => peopleOf(this.#roster.entries.values(), this.waiting));
	readonly listed: Person[] = $derived.by(() =>
		this.query.trim() ? found(this.people, this.query) : sectionOf(this.people, this.section),
	);

	counts(panel: Pick<Panel, 'seats'>) {
		return countsOf(this.people, panel.seats);
	}

	/** A code was seen: whoever has a seat comes in by it. */
	async scanned(text: string): Promise<void> {
		const verdict = await verdictOn(text, this.people);
		if (verdict.kind !== 'welcome') this.shown = { verdict };
		else this.shown = { verdict, tap: await this.came(verdict.person, verdict.ticket.text) };
	}

	async came({ id: signup, name }: Person, ticket?: string): Promise<Tapped> {
		const tap = await this.#put(say('whatCame', { name }), { verb: 'came', signup, ticket });
		this.#cameBy.set(signup, tap.id);
		return tap;
	}

	/** They did not come after all. What was not sent yet is simply not sent. */
	async undo({ id: signup, name, number }: Person): Promise<void> {
		this.shown = undefined;
		const unsent = this.waiting.find(({ about }) => bringsIn(about, signup));
		if (unsent && (await this.#outbox.takeBack(unsent))) return;
		const back = this.#roster.entries.get(signup)?.seated_at || !number ? 'seated' : 'waiting';
		const undoes = this.#cameBy.get(signup);
		await this.#put(say('whatUndo', { name }), { verb: 'undo', signup, undoes, back });
	}

	/** Somebody comes in, with a seat or without. */
	async letIn(person: Person): Promise<void> {
		const { id: signup, name } = person;
		if (HAD_SEAT.includes(person.place)) return void (await this.came(person));
		const tap = await this.#put(say('whatWalkIn', { name }), { verb: 'walk_in', signup });
		this.#cameBy.set(signup, tap.id);
	}

	/** A member who never signed up: comes in, or stands by. */
	async member(
		verb: 'walk_in' | 'standby',
		{ id: person, name }: { id: number; name: string },
	): Promise<void> {
		if (verb === 'walk_in') await this.#put(say('whatWalkIn', { name }), { verb, person });
		else await this.#put(say('whatStandby', { name }), { verb, person, here: true });
	}

	async standby({ id: signup, name }: Person, here: boolean): Promise<void> {
		const what = here ? say('whatStandby', { name }) : say('whatLeft', { name });
		await this.#put(what, { verb: 'standby', signup, here });
	}

	/** Their seats go to those who stand at the door. */
	async release(missing: readonly Person[]): Promise<void> {
		const signups = missing.map(({ id }) => id);
		await this.#put(say('whatRelease', { count: signups.length }), { verb: 'release', signups });
		this.section = 'line';
	}

	/** Somebody who was refused for a seat elsewhere: tried again, giving that one up. */
	async swap(entry: Tapped, swapFrom: number): Promise<void> {
		const { about } = entry;
		await this.#outbox.drop(entry);
		if (about.verb === 'walk_in') {
			const { signup, person } = about;
			await this.#put(entry.what, { verb: 'walk_in', signup, person, swapFrom });
		} else if (about.verb === 'came') {
			await this.#put(entry.what, { verb: 'walk_in', signup: about.signup, swapFrom });
		}
	}

	async seen(entry: Entry): Promise<void> {
		await this.#outbox.drop(entry);
	}

	#mine(entries: readonly Entry[]): readonly Tapped[] {
		return (entries as readonly Tapped[]).filter(
			({ kind, about }) => kind === DOOR && about.panel === this.#roster.panel,
		);
	}

	#put(what: string, act: Without<Act>): Promise<Tapped> {
		const about = { ...act, panel: this.#roster.panel };
		return this.#outbox.put<Act>({ kind: DOOR, what, href: this.#href, about });
	}
}

/** An act before it is known at which panel. */
type Without<A> = A extends Act ? Omit<A, 'panel'> : never;

function bringsIn(act: Act, signup: number): boolean {
	return (act.verb === 'came' || act.verb === 'walk_in') && act.signup === signup;
}
