/** Whether we hear the server, and when we last did: what the reader is told about how fresh a page is. */
const KEY = 'fireside:heard';
/** The moment is not written down more often than this. */
const WRITTEN_EVERY = 5_000;

class Connection {
	/** False as soon as a request found nobody, or the phone says it has no network. */
	online = $state(navigator.onLine);
	/** When the server was last heard, in milliseconds; 0 if never on this phone. */
	heardAt = $state(remembered());
	#writtenAt = 0;
	#whenBack = new Set<() => void>();
	#whenLost = new Set<() => void>();
	#whenLeft = new Set<() => void>();

	/** Whether the phone says that it has a network. */
	get network(): boolean {
		return navigator.onLine;
	}

	/** Whether somebody may be looking. */
	get visible(): boolean {
		return document.visibilityState === 'visible';
	}

	start(): void {
		addEventListener('offline', () => this.lost());
		addEventListener('online', () => this.#back());
		document.addEventListener('visibilitychange', () => {
			if (this.visible) this.#back();
			else for (const look of this.#whenLeft) look();
		});
	}

	heard(): void {
		this.online = true;
		this.heardAt = Date.now();
		if (this.heardAt - this.#writtenAt < WRITTEN_EVERY) return;
		this.#writtenAt = this.heardAt;
		try {
			localStorage.setItem(KEY, String(this.heardAt));
		} catch {
			/* Not remembered over a restart, then. */
		}
	}

	/** Nobody answered. */
	lost(): void {
		this.online = false;
		for (const look of this.#whenLost) look();
	}

	/** Calls when there may be news: the network is back, or somebody looks again. Returns the way to stop. */
	whenBack(look: () => void): () => void {
		this.#whenBack.add(look);
		return () => this.#whenBack.delete(look);
	}

	/** Calls when somebody was not heard: whoever believes to be connected should make sure. */
	whenLost(look: () => void): () => void {
		this.#whenLost.add(look);
		return () => this.#whenLost.delete(look);
	}

	/** Calls when the page is no longer looked at, and may never be again. Returns the way to stop. */
	whenLeft(look: () => void): () => void {
		this.#whenLeft.add(look);
		return () => this.#whenLeft.delete(look);
	}

	#back(): void {
		if (this.network) for (const look of this.#whenBack) look();
	}
}

function remembered(): number {
	try {
		return Number(localStorage.getItem(KEY) ?? 0);
	} catch {
		return 0;
	}
}

export const connection = new Connection();
