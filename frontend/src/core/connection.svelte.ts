/** Whether we hear the server, and when we last did: what the reader is told about how fresh a page is. */
const KEY = 'fireside:heard';

class Connection {
	/** False as soon as a request found nobody, or the phone says it has no network. */
	online = $state(navigator.onLine);
	/** When the server was last heard, in milliseconds; 0 if never on this phone. */
	heardAt = $state(remembered());
	#whenBack = new Set<() => void>();

	start(): void {
		addEventListener('offline', () => (this.online = false));
		addEventListener('online', () => this.#back());
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') this.#back();
		});
	}

	heard(): void {
		this.online = true;
		this.heardAt = Date.now();
		try {
			localStorage.setItem(KEY, String(this.heardAt));
		} catch {
			/* Not remembered over a restart, then. */
		}
	}

	lost(): void {
		this.online = false;
	}

	/** Calls when there may be news: the network is back, or somebody looks again. Returns the way to stop. */
	whenBack(look: () => void): () => void {
		this.#whenBack.add(look);
		return () => this.#whenBack.delete(look);
	}

	#back(): void {
		if (navigator.onLine) for (const look of this.#whenBack) look();
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
