/** Leaving what was written and not sent: the first attempt asks, the second one goes. */
export class Leaving {
	#asked = $state(false);

	/** Whether it is being asked. */
	get asked(): boolean {
		return this.#asked;
	}

	/** True when it may close now. */
	attempt(unsent: boolean): boolean {
		const goes = !unsent || this.#asked;
		this.#asked = !goes;
		return goes;
	}

	/** Something was written after all. */
	stay(): void {
		this.#asked = false;
	}
}
