/** Hears several channels for the list, which needs to know only that something was written, and what was the last. */
import type { LiveFrame } from '@/contract';
import { live } from '@/core/live.svelte';
import type { Follower } from '@/core/hearing';

export const streamOf = (id: number) => `channel:${String(id)}`;
export const channelOf = (stream: string) => Number(stream.split(':')[1]);

interface Given {
	/** How far a channel was heard. */
	head: (id: number) => number;
	heard: (frame: LiveFrame) => void;
	/** We may not hear it any more. */
	out: (id: number) => void;
}

export class Ears {
	readonly #given: Given;
	readonly #open = new Map<number, () => void>();

	constructor(given: Given) {
		this.#given = given;
	}

	/** Hears these from now on, and no others. */
	lendTo(ids: ReadonlySet<number>): void {
		for (const [id, stop] of this.#open) {
			if (ids.has(id)) continue;
			stop();
			this.#open.delete(id);
		}
		for (const id of ids) {
			if (!this.#open.has(id)) this.#open.set(id, live.follow(streamOf(id), this.#follower(id)));
		}
	}

	#follower(id: number): Follower {
		const { head, heard, out } = this.#given;
		return {
			head: () => head(id),
			take(frame) {
				const whole = frame.reset === true || frame.since === 0;
				if (frame.head <= head(id) && frame.reset !== true) return 'known';
				if (!whole && frame.since > head(id)) return 'gap';
				heard(frame);
				return 'taken';
			},
			out: () => out(id),
			refused: () => undefined,
		};
	}
}
