/** Who is meant by the name that is being written: asked of the server, and known without it from who spoke here. */
import { askPeople } from './asking';
import { nameBeingWritten, withName, type Named } from './mentions';
import type { Talk } from './talks.svelte';

const WAITS = 150;
const MOST = 6;

export class Mentioning {
	people = $state.raw<readonly Named[]>([]);
	/** Which of them the keys are on. */
	at = $state(0);
	readonly #talk: () => Talk;
	#found: { at: number; name: string } | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(talk: () => Talk) {
		this.#talk = talk;
	}

	get isOpen(): boolean {
		return this.people.length > 0;
	}

	/** The field changed, or the caret in it. */
	heed(text: string, caret: number): void {
		const found = nameBeingWritten(text, caret);
		if (found?.at === this.#found?.at && found?.name === this.#found?.name) return;
		this.#found = found;
		clearTimeout(this.#timer);
		if (!found) return this.close();
		this.#show(this.#knownAs(found.name));
		this.#timer = setTimeout(() => void this.#ask(found.name), WAITS);
	}

	step(by: number): void {
		this.at = (this.at + by + this.people.length) % this.people.length;
	}

	close(): void {
		this.people = [];
		this.at = 0;
	}

	/** The text with this person in it. */
	pick(person: Named, text: string, caret: number): { text: string; caret: number } {
		const { at } = this.#found ?? { at: caret };
		this.#found = undefined;
		this.close();
		return withName(text, caret, at, person);
	}

	async #ask(name: string): Promise<void> {
		try {
			const people = await askPeople(this.#talk().id, name);
			if (this.#found?.name === name) this.#show(people);
		} catch {
			/* Those who spoke here are offered already. */
		}
	}

	#show(people: readonly Named[]): void {
		this.people = people.slice(0, MOST);
		this.at = 0;
	}

	/** Who wrote here lately, the last first. */
	#knownAs(name: string): Named[] {
		const known = new Map<number, Named>();
		for (const line of this.#talk().talking.shown.toReversed()) {
			if (!('gone' in line)) known.set(line.author.id, line.author);
		}
		const wanted = name.toLocaleLowerCase();
		return [...known.values()].filter(
			(one) =>
				one.name
					.toLocaleLowerCase()
					.split(' ')
					.some((part) => part.startsWith(wanted)) || one.name.toLocaleLowerCase().startsWith(wanted),
		);
	}
}
