/** The doors I help at, and the way to one more. */
import type { Helping } from '@/contract';
import { Asked, Deed } from '../asking.svelte';
import { myDoors, openByCode } from './doors';

export class MyDoors extends Deed {
	readonly #mine = new Asked(myDoors);

	get mine(): readonly Helping[] {
		return this.#mine.now ?? [];
	}

	async ask(): Promise<void> {
		await this.#mine.refresh();
	}

	/** Undefined when the code opens nothing; `trouble` says why. */
	async open(code: string): Promise<Helping | undefined> {
		let door: Helping | undefined;
		await this.do(async () => {
			door = await openByCode(code);
		});
		return door;
	}
}
