/** Short news: read aloud politely by a screen reader, and shown for a moment where `tell` is used. */
export interface Toast {
	text: string;
	action?: { label: string; run: () => void };
}

const SHOWN = 6_000;

class Aloud {
	/** What the live region says. */
	said = $state('');
	toast = $state.raw<Toast | undefined>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** For ears only. */
	announce(text: string): void {
		this.said = this.said === text ? `${text}\u00a0` : text;
	}

	/** For eyes and ears, with one thing to do about it at most. */
	tell(text: string, action?: Toast['action']): void {
		clearTimeout(this.#timer);
		this.toast = action ? { text, action } : { text };
		this.announce(text);
		this.#timer = setTimeout(() => this.dismiss(), action ? 2 * SHOWN : SHOWN);
	}

	/** What was said last is no longer to be found on the page. */
	hush(): void {
		this.said = '';
	}

	dismiss(): void {
		clearTimeout(this.#timer);
		this.toast = undefined;
	}
}

export const aloud = new Aloud();
