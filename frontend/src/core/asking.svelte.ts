/** Things asked of the server and things done there, with what a page shows meanwhile. */
import { Refusal, Unreachable } from './api';
import { words } from './words';

const say = words({
	notSent: 'There is no network, so nothing was changed. Try again when you are back.',
	notTold: 'There is no network, so this could not be loaded.',
});

/** Why it was not done: the sentence of a refusal, or that there is no network. Anything else is a fault and stays one. */
export function reason(error: unknown, unheard = say('notSent')): string {
	if (error instanceof Refusal) return error.message;
	if (error instanceof Unreachable) return unheard;
	throw error;
}

/** The same of what was only asked: nothing was to be changed. */
export function whyUntold(error: unknown): string {
	return reason(error, say('notTold'));
}

/** Something the server tells when it is asked. */
export class Asked<T> {
	/** Undefined until it told. */
	now = $state.raw<T | undefined>();
	trouble = $state('');
	readonly #ask: () => Promise<T>;
	/** Grows with every question, so that a late answer to an old one is passed over. */
	#asked = 0;

	constructor(ask: () => Promise<T>) {
		this.#ask = ask;
	}

	async refresh(): Promise<void> {
		const asked = (this.#asked += 1);
		try {
			const now = await this.#ask();
			if (asked === this.#asked) [this.now, this.trouble] = [now, ''];
		} catch (error) {
			const trouble = whyUntold(error);
			if (asked === this.#asked) this.trouble = trouble;
		}
	}
}

/** Something done on the server: one at a time, and why it did not work. */
export class Deed {
	busy = $state(false);
	trouble = $state('');
	/** The refusal itself, for whoever knows what to do about it. */
	refusal = $state.raw<Refusal | undefined>();

	/** True when it was done; `why` says what to tell when it was not. */
	async do(act: () => Promise<unknown>, why: (error: unknown) => string = reason): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		try {
			await act();
			this.#settle();
			return true;
		} catch (error) {
			this.#settle(error, why(error));
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** What was refused is asked otherwise now. */
	forget(): void {
		this.#settle();
	}

	#settle(error?: unknown, trouble = ''): void {
		this.refusal = error instanceof Refusal ? error : undefined;
		this.trouble = trouble;
	}
}

/** What a refusal is about, as programs read it: `{"panel_id": 3}`. */
export function aboutOf(refusal: { problem: object } | undefined): Record<string, unknown> {
	return (refusal?.problem as { about?: Record<string, unknown> } | undefined)?.about ?? {};
}
