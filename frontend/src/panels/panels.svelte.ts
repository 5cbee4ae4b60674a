/** The panels of an edition, each with its session and my place at it. */
import type { Panel, Signup } from '@/contract';
import { mine } from '@/people';
import type { Programme } from '@/programme';
import { isHeld } from './held';

export class Panels {
	readonly programme: Programme;

	constructor(programme: Programme) {
		this.programme = programme;
	}

	readonly #byId = $derived.by(() => this.programme.records<Panel>('panel'));
	/** In the order of their times; those without one come last. */
	readonly all = $derived.by(() => [...this.#byId.values()].sort(inOrder));
	readonly #ofSession = $derived(new Map(this.all.map((panel) => [panel.session_id, panel])));
	readonly #mine = $derived.by(
		() => new Map([...mine.of<Signup>('signup').values()].map((signup) => [signup.panel_id, signup])),
	);
	/** Those at which I have a seat. */
	readonly seats = $derived(this.all.filter(({ id }) => this.#mine.get(id)?.place === 'seated'));
	/** Those at which I have any place, in the order of their times. */
	readonly held = $derived(this.all.filter(({ id }) => isHeld(this.#mine.get(id))));
	/** Those that offer me a seat, the first to end first. */
	readonly offers = $derived(
		this.all
			.filter(({ id }) => this.#mine.get(id)?.place === 'offered')
			.sort((one, other) => this.#endOf(one).localeCompare(this.#endOf(other))),
	);

	panel(id: number): Panel | undefined {
		return this.#byId.get(id);
	}

	ofSession(id: number): Panel | undefined {
		return this.#ofSession.get(id);
	}

	signup(panelId: number): Signup | undefined {
		return this.#mine.get(panelId);
	}

	#endOf({ id }: Panel): string {
		return this.#mine.get(id)?.offer_ends_at ?? '';
	}
}

function inOrder(one: Panel, other: Panel): number {
	return (one.starts_at ?? '9').localeCompare(other.starts_at ?? '9') || one.id - other.id;
}

const known = new WeakMap<Programme, Panels>();

/** The panels of a programme; the same for everybody who asks. */
export function panelsOf(programme: Programme): Panels {
	let panels = known.get(programme);
	if (!panels) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			panels = new Panels(programme);
			known.set(programme, panels);
		});
	}
	return panels as Panels;
}
