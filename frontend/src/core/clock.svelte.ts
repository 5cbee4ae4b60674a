/** The only clock of the app. It ticks while somebody looks, and at once when they look again. */
const TICK = 10_000;
/** An answer tells its time in whole seconds, and is on its way for a while. */
const NEAR = 2_500;

class Clock {
	/** Milliseconds since 1970; a reader of it is shown again as time passes. */
	now = $state(Date.now());
	/** By how many milliseconds the server's clock is ahead of the phone's; 0 while they agree to the second or two. */
	skew = $state(0);
	#timer: ReturnType<typeof setInterval> | undefined;

	start(): void {
		document.addEventListener('visibilitychange', () => this.#heed());
		this.#heed();
	}

	/** What the server's clock showed just now, as its answers say. */
	compare(date: string | null): void {
		const skew = date ? Date.parse(date) - Date.now() : 0;
		if (!Number.isNaN(skew)) this.skew = Math.abs(skew) > NEAR ? skew : 0;
	}

	#heed(): void {
		clearInterval(this.#timer);
		if (document.visibilityState === 'hidden') return;
		this.now = Date.now();
		this.#timer = setInterval(() => (this.now = Date.now()), TICK);
	}
}

export const clock = new Clock();
