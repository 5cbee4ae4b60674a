/** Putting the app on the home screen: asked for where the browser offers it, explained where it does not (iOS). */
interface InstallPrompt extends Event {
	prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

class Install {
	#prompt = $state.raw<InstallPrompt | undefined>();

	get offered(): boolean {
		return this.#prompt !== undefined;
	}

	start(): void {
		addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#prompt = event as InstallPrompt;
		});
		addEventListener('appinstalled', () => (this.#prompt = undefined));
	}

	async ask(): Promise<void> {
		const prompt = this.#prompt;
		this.#prompt = undefined;
		await prompt?.prompt();
	}
}

export const install = new Install();

export function isInstalled(): boolean {
	return matchMedia('(display-mode: standalone)').matches;
}

/** iPhones and iPads have no prompt: Share, then "Add to Home Screen". */
export function installsByHand(): boolean {
	const { userAgent, maxTouchPoints } = navigator;
	return /iPhone|iPad/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}
