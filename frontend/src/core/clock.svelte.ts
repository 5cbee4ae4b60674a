/** The only clock of the app. It ticks while somebody looks, and at once when they look again. */
const TICK = 10_000;

class Clock {
	/** Milliseconds since 1970; a reader of it is shown again as time passes. */
	now = $state(Date.now());
	#timer: ReturnType<typeof setInterval> | undefined;

	start(): void {
		document.addEventListener('visibilitychange', () => this.#heed());
		this.#heed();
	}

	#heed(): void {
		clearInterval(this.#timer);
		if (document.visibilityState === 'hidden') return;
		this.now = Date.now();
		this.#timer = setInterval(() => (this.now = Date.now()), TICK);
	}
}

export const clock = new Clock();
