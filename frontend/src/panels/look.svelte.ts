/** One panel as a page or a card shows it: itself, my place, what I sent, and the one thing to do. */
import type { Panel } from '@/contract';
import { seconds } from '@/core/seconds.svelte';
import { me } from '@/people';
import type { Programme } from '@/programme';
import { panelsOf } from './panels.svelte';
import { stepOf } from './step';
import { asPending, pendingAt, tap, toldAt } from './tapping';
import type { Verb } from './step';

export class Look {
	readonly #programme: () => Programme;
	readonly #id: () => number;

	/** Both may change while the page is shown. */
	constructor(programme: () => Programme, id: () => number) {
		this.#programme = programme;
		this.#id = id;
	}

	readonly programme = $derived.by(() => this.#programme());
	readonly #panels = $derived.by(() => panelsOf(this.programme));
	readonly panel = $derived.by(() => this.#panels.panel(this.#id()));
	readonly signup = $derived.by(() => this.#panels.signup(this.#id()));
	readonly session = $derived.by(() => this.panel && this.programme.session(this.panel.session_id));
	readonly showings = $derived.by(() =>
		this.session ? this.programme.showingsOfSession(this.session.id) : [],
	);
	readonly pending = $derived.by(() => pendingAt(this.#id()));
	readonly told = $derived.by(() => toldAt(this.#id()));
	readonly zone = $derived.by(() => this.programme.zone);

	/** By the server's clock, to the second. */
	get at(): number {
		return seconds.now;
	}

	readonly step = $derived.by(
		() =>
			this.panel &&
			stepOf({
				panel: this.panel,
				signup: this.signup,
				pending: asPending(this.pending),
				signedIn: Boolean(me.person),
				seats: this.#panels.seats,
				at: this.at,
			}),
	);

	/** A panel by its number, as a refusal names it. */
	other(id: number): Panel | undefined {
		return this.#panels.panel(id);
	}

	async tap(verb: Verb, swap?: Panel): Promise<void> {
		const { panel, signup } = this;
		if (panel) await tap(verb, { panel, slug: this.programme.slug, signup, swap });
	}
}
