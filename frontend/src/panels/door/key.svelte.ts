/** The code of a door, as its hosts see it. */
import type { DoorCode } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { Deed, whyUntold } from '../asking.svelte';
import { doorCodeOf, endDoorCode, makeDoorCode } from './doors';
import { say } from './words';

export class DoorKey extends Deed {
	/** Undefined until the server has told. */
	now = $state.raw<DoorCode | undefined>();
	readonly #panel: number;

	constructor(panel: number) {
		super();
		this.#panel = panel;
	}

	/** "ABC DEF": easier to say and to type. */
	get spaced(): string {
		const code = this.now?.code ?? '';
		return /[ -]/.test(code) ? code : code.replace(/.{3}(?=.)/g, '$& ');
	}

	ask(): Promise<boolean> {
		return this.do(async () => {
			this.now = await doorCodeOf(this.#panel);
		}, whyUntold);
	}

	make(): Promise<boolean> {
		return this.do(async () => {
			this.now = await makeDoorCode(this.#panel);
			aloud.announce(say('codeMade'));
		});
	}

	end(): Promise<boolean> {
		return this.do(async () => {
			await endDoorCode(this.#panel);
			this.now = { code: null, ends_at: null, helpers: [] };
			aloud.announce(say('codeEnded'));
		});
	}
}
