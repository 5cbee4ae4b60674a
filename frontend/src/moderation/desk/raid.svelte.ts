/** What helps in a raid: everybody's messages wait for a look with one tap, and what waits is decided together. */
import type { DecideHeld, Holding } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { Asked, Deed } from '@/core/asking.svelte';
import { clock } from '@/core/clock.svelte';
import * as doors from './doors';
import { queue } from './queue.svelte';
import { say } from './words';

type Held = Holding['holding'];

export class Raid {
	readonly asked = new Asked(doors.askHolding);
	readonly deed = new Deed();
	/** Of what is decided together, how many are left; undefined while nothing is. */
	left = $state<number | undefined>();
	/** How it was before everybody's messages waited. */
	#before: Held = 'nobody';

	readonly everybody = $derived.by(() => this.asked.now?.in_force === 'everyone');
	/** Set by a moderator, and not only because none was here. */
	readonly mayEnd = $derived.by(() => this.asked.now?.holding === 'everyone');

	async hold(): Promise<void> {
		this.#before = this.asked.now?.holding ?? 'nobody';
		if (await this.#set('everyone'))
			aloud.tell(say('holdDone'), { label: say('undo'), run: () => void this.letThrough() });
	}

	async letThrough(): Promise<void> {
		if (await this.#set(this.#before)) aloud.tell(say('letThroughDone'));
	}

	/** All that waits by now; what others have claimed is left to them. True when it is done. */
	decideAll(answer: Omit<DecideHeld, 'same'>): Promise<boolean> {
		const until = new Date(Date.now() + clock.skew).toISOString().replace(/\.\d+/, '');
		const body = { ...answer, same: { person_id: null, channel_id: null, since: null, until } };
		return this.deed.do(async () => {
			let count = 0;
			try {
				do {
					const decided = await doors.decideHeld(body);
					count += decided.count;
					this.left = decided.left;
				} while (this.left > 0);
			} finally {
				this.left = undefined;
				await queue.refresh();
				queue.settle();
			}
			aloud.tell(say(answer.measure === 'published' ? 'allPublished' : 'allWithheld', { count }));
		});
	}

	#set(holding: Held): Promise<boolean> {
		return this.deed.do(async () => {
			this.asked.now = await doors.hold(holding);
		});
	}
}
