/** The service worker, and the quiet news that a new version waits. It takes over only when the reader says so. */
class Updates {
	ready = $state(false);
	#waiting: ServiceWorker | undefined;

	async start(): Promise<void> {
		if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
		const registration = await navigator.serviceWorker
			.register('/sw.js', { updateViaCache: 'none' })
			.catch(() => undefined);
		// A browser may refuse it, or have it switched off: the app runs on, it only cannot open without a network.
		if (!registration) return;
		this.#heed(registration);
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', () => this.#heed(registration));
		});
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
		});
	}

	/** Lets the new version take over, and loads it. */
	take(): void {
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		this.#waiting?.postMessage('take over');
	}

	#heed({ waiting }: ServiceWorkerRegistration): void {
		if (!waiting || !navigator.serviceWorker.controller) return;
		this.#waiting = waiting;
		this.ready = true;
	}
}

export const updates = new Updates();
