/** A decision as it is made: what, why, and what the author reads; and what became of it when another was faster. */
import type { CaseRow, Point, PostDecision } from '@/contract';
import { aboutOf, Deed } from '@/core/asking.svelte';
import * as doors from './doors';
import { kindly, type Away } from './kindly';
import type { Measure, RestrictionKind } from '../shapes';

/** Minutes; null is for ever. */
export const SPANS = [10, 60, 24 * 60, 7 * 24 * 60, null] as const;
export const KINDS: readonly RestrictionKind[] = ['mute', 'no_links', 'no_photos', 'hold_first', 'ban'];
/** What is decided without a reason from the guidelines. */
const WITHOUT_REASON: readonly Measure[] = ['nothing', 'published', 'granted', 'upheld'];

type Decidable = Pick<CaseRow, 'id' | 'rev' | 'origin' | 'subject' | 'guideline' | 'author' | 'channel_id'>;

/** What may be decided about a case; the first is the usual one. */
export function measuresOf({ origin }: Pick<CaseRow, 'origin'>, gone = false): readonly Measure[] {
	if (origin === 'appeal') return ['granted', 'upheld'];
	if (origin === 'held') return ['published', 'withheld', 'warned', 'restricted'];
	return gone ? ['warned', 'restricted', 'nothing'] : ['removed', 'warned', 'restricted', 'nothing'];
}

/** Another moderator was faster. */
export interface Meanwhile {
	by: string;
	measure: Measure | undefined;
}

export class Deciding {
	measure = $state<Measure>('nothing');
	guideline = $state('');
	kind = $state<RestrictionKind>('mute');
	everywhere = $state(true);
	minutes = $state<number | null>(24 * 60);
	/** Undefined until somebody chose. */
	#remove = $state<boolean | undefined>();
	readonly deed = new Deed();
	/** As the moderator wrote it; undefined while it is ours. */
	#written = $state<string | undefined>();
	/** The case as it was looked at. */
	readonly #case: Decidable;
	readonly #points: () => readonly Point[];
	readonly #gone: boolean;

	/** `gone`: the subject is no longer there, so it cannot be removed. */
	constructor(decidable: Decidable, measure: Measure, points: () => readonly Point[], gone = false) {
		this.#case = decidable;
		this.#gone = gone;
		this.#points = points;
		this.measure = measure;
		this.guideline = decidable.guideline;
		this.everywhere = decidable.channel_id === null;
	}

	/** Beside a warning or a restriction; a restriction usually comes with it. */
	get remove(): boolean {
		return this.mayRemove && (this.#remove ?? this.measure === 'restricted');
	}

	set remove(remove: boolean) {
		this.#remove = remove;
	}

	/** What becomes of the subject beside it. What was held back and earns a warning is not published. */
	get away(): Away {
		if (this.#case.origin === 'held') return 'withheld';
		return this.remove ? 'removed' : undefined;
	}

	get mayRemove(): boolean {
		const beside = this.measure === 'restricted' || this.measure === 'warned';
		return beside && measuresOf(this.#case).includes('removed') && !this.#gone;
	}

	readonly point = $derived.by(() => this.#points().find(({ key }) => key === this.guideline));
	/** Whether the guidelines are asked for a reason. */
	readonly needsWhy = $derived.by(() => !WITHOUT_REASON.includes(this.measure));
	readonly isToldNothing = $derived.by(() => this.measure === 'nothing' || this.measure === 'published');
	readonly ready = $derived.by(() => !this.needsWhy || this.point !== undefined);

	get text(): string {
		return this.#written ?? this.#ours;
	}

	set text(text: string) {
		this.#written = text === this.#ours ? undefined : text;
	}

	/** What the author would read has words of the moderator's own. */
	get ownWords(): boolean {
		return !this.isToldNothing && Boolean(this.#written?.trim());
	}

	readonly meanwhile: Meanwhile | undefined = $derived.by(() => {
		const { refusal } = this.deed;
		if (refusal?.code !== 'decided') return undefined;
		const { by, measure } = aboutOf(refusal) as { by?: string | null; measure?: Measure };
		return { by: by ?? '', measure };
	});
	/** It is no longer as it was looked at. */
	readonly moved = $derived.by(() => this.deed.refusal?.code === 'outdated');

	/** True when it is decided, by me. */
	decide(): Promise<boolean> {
		return this.deed.do(() => doors.decide(this.#case.id, this.#body));
	}

	get #ours(): string {
		const { author, subject } = this.#case;
		const { measure, point, kind, minutes, away } = this;
		return kindly({ measure, name: author.name, subject, point, kind, minutes, away });
	}

	get #body(): PostDecision {
		const { measure, kind, everywhere, minutes, needsWhy } = this;
		const restricts = measure === 'restricted';
		return {
			measure,
			guideline: needsWhy || measure === 'upheld' ? this.guideline : '',
			text: this.isToldNothing ? '' : this.text.trim(),
			restriction: restricts ? { kind, everywhere, minutes } : null,
			remove: this.remove,
			rev: this.#case.rev,
		};
	}
}
