/**
 * What an organiser types, until the server has it: kept on this device, sent as only what changed, and brought
 * together with what somebody else saved meanwhile. Knows no page.
 */
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { drop, keep, kept } from '@/core/kept';
import { changedFields, differences, joined, only, type Difference } from './differences';
import { say } from './words';

/** A record as a form, with the number of its last change. */
export interface Known<F> {
	form: F;
	rev: number;
}

interface Door<F> {
	/** Under which name this device keeps what was typed. */
	key: string;
	save: (changes: Partial<F>, seen: number) => Promise<Known<F>>;
	/** Asks for the newest state, when ours turned out to be an older one. */
	newest?: () => Promise<Known<F>>;
	/** What is wrong before anybody is asked. */
	check?: (form: F) => Record<string, string[]>;
}

interface Typed<F> {
	base: Known<F>;
	changes: Partial<F>;
	at: number;
}

const PAUSE = 400;

export class Draft<F extends object> {
	form: F = $state() as F;
	busy = $state(false);
	/** Why it could not be saved, in a sentence. */
	trouble = $state('');
	/** What is wrong with which field. */
	wrong = $state.raw<Record<string, string[]>>({});
	/** What somebody else changed meanwhile; undefined once the reader has seen to it. */
	meanwhile = $state.raw<Difference<F>[] | undefined>();
	/** When what is shown was typed, if that was on an earlier visit. */
	typedAt = $state.raw<number | undefined>();
	#base = $state.raw<Known<F>>() as Known<F>;
	readonly #door: Door<F>;
	/** Gives up what is to be written in a moment. */
	#later: () => void = () => undefined;
	/** This device keeps something of it. */
	#onShelf = false;

	constructor(known: Known<F>, door: Door<F>) {
		this.#door = door;
		this.#start(known);
	}

	readonly changes = $derived.by(() => changedFields(this.#base.form, this.form));

	get changed(): boolean {
		return this.changes.length > 0;
	}

	/** Somebody else changed what we changed too, and nobody has chosen yet. */
	get colliding(): boolean {
		return this.meanwhile?.some((one) => 'mine' in one) ?? false;
	}

	get rev(): number {
		return this.#base.rev;
	}

	errorOf(field: string): string | undefined {
		return this.wrong[field]?.[0];
	}

	/** What is wrong with the parts of a compound field: its errors by what follows the dot. */
	errorsIn(field: string): [string, string][] {
		return Object.entries(this.wrong).flatMap(([name, sentences]) =>
			name.startsWith(`${field}.`)
				? [[name.slice(field.length + 1), sentences[0] ?? ''] as [string, string]]
				: [],
		);
	}

	/** Brings back what was typed here on an earlier visit and never saved. */
	async open(): Promise<void> {
		const typed = await kept<Typed<F>>('mine', this.#door.key);
		if (!typed || this.changed) return;
		this.#onShelf = true;
		const newest = this.#base;
		const mine = { ...typed.base.form, ...typed.changes };
		this.#start(typed.base);
		this.form = mine;
		this.typedAt = typed.at;
		if (newest.rev > typed.base.rev) this.meet(newest);
	}

	/** A newer state came in from somewhere else. Without changes of our own it simply is the state. */
	meet(theirs: Known<F>): void {
		if (theirs.rev <= this.rev || this.busy) return;
		if (!this.changed) return this.#start(theirs);
		const mine = $state.snapshot(this.form) as F;
		const found = differences(this.#base.form, theirs.form, mine);
		this.form = joined(this.#base.form, theirs.form, mine);
		this.#base = theirs;
		if (found.length > 0) this.meanwhile = found;
	}

	/** Drops our change of one field. */
	takeTheirs(field: keyof F & string): void {
		this.form[field] = structuredClone(this.#base.form[field]);
		this.#settle(field);
	}

	/** Keeps our change of one field over theirs. */
	keepMine(field: keyof F & string): void {
		this.#settle(field);
	}

	seen(): void {
		this.meanwhile = undefined;
	}

	/** Saves; true when the server has it. */
	async save(): Promise<boolean> {
		if (this.busy || this.colliding || !this.changed) return false;
		const form = $state.snapshot(this.form) as F;
		if (!this.#right(form)) return false;
		this.busy = true;
		try {
			this.#saved(form, await this.#door.save(only(form, changedFields(this.#base.form, form)), this.rev));
			return true;
		} catch (error) {
			this.busy = false;
			await this.#refused(error);
			return false;
		} finally {
			this.busy = false;
		}
	}

	#right(form: F): boolean {
		this.wrong = this.#door.check?.(form) ?? {};
		this.trouble = Object.keys(this.wrong).length > 0 ? say('someWrong') : '';
		return !this.trouble;
	}

	/** What was typed while the answer was on its way stays typed. */
	#saved(sent: F, saved: Known<F>): void {
		const typedSince = $state.snapshot(this.form) as F;
		this.#start(saved);
		this.form = joined(sent, structuredClone(saved.form), typedSince);
		this.#forget();
	}

	discard(): void {
		this.#start(this.#base);
		this.#forget();
	}

	/** Keeps what is typed on this device, a moment after the last key. Call it whenever `changes` changes. */
	remember(): void {
		this.#later();
		// What was typed and taken back is not there on the next visit.
		if (!this.changed) return this.#onShelf ? this.#forget() : undefined;
		const form = $state.snapshot(this.form) as F;
		const typed: Typed<F> = { base: this.#base, changes: only(form, this.changes), at: Date.now() };
		const write = () => {
			this.#later();
			this.#onShelf = true;
			void keep('mine', this.#door.key, typed);
		};
		const timer = setTimeout(write, PAUSE);
		// A page that is left may never get another turn.
		const stay = connection.whenLeft(write);
		this.#later = () => (clearTimeout(timer), stay());
	}

	#start(known: Known<F>): void {
		this.#base = known;
		this.form = structuredClone(known.form);
		this.trouble = '';
		this.wrong = {};
		this.meanwhile = undefined;
		this.typedAt = undefined;
	}

	#forget(): void {
		this.#later();
		this.#onShelf = false;
		void drop('mine', this.#door.key);
	}

	#settle(field: string): void {
		const left = this.meanwhile?.map((one) =>
			one.field === field ? { field: one.field, was: one.was, theirs: one.theirs } : one,
		);
		this.meanwhile = left?.some((one) => 'mine' in one) ? left : undefined;
	}

	async #refused(error: unknown): Promise<void> {
		if (error instanceof Unreachable) this.trouble = say('notSent');
		else if (!(error instanceof Refusal)) throw error;
		else if (error.code === 'outdated' && this.#door.newest) await this.#outdated(error);
		else {
			this.trouble = error.message;
			this.wrong = error.fields;
		}
	}

	async #outdated(error: Refusal): Promise<void> {
		try {
			this.meet((await this.#door.newest?.()) as Known<F>);
		} catch {
			this.trouble = error.message;
		}
	}
}
