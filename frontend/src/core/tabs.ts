/** The other tabs of this phone: what one of them learns of what is mine, the others know at once, also without a network. */
export class Tabs<Told> {
	readonly #channel: BroadcastChannel | undefined;

	constructor(name: string) {
		this.#channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`fireside:${name}`) : undefined;
	}

	tell(told: Told): void {
		this.#channel?.postMessage(told);
	}

	heed(hear: (told: Told) => void): void {
		this.#channel?.addEventListener('message', ({ data }) => hear(data as Told));
	}
}
