/** What a finger does on a message: held, it opens the menu; drawn towards the end of the line, it replies. */
import type { Attachment } from 'svelte/attachments';

interface Given {
	onhold: () => void;
	ondraw: () => void;
}

const HOLD = 450;
/** Further than this it is no longer held but moved. */
const STILL = 10;
const DRAWN = 56;
const FURTHEST = 72;

class Finger {
	#x = 0;
	#y = 0;
	#by = 0;
	#stoodAt = 0;
	#sideways = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** It touches; a mouse never does. */
	#down = false;
	readonly #element: HTMLElement;
	readonly #given: Given;
	/** The menu was opened by this touch; what the browser makes of it then is not wanted. */
	held = false;

	constructor(element: HTMLElement, given: Given) {
		this.#element = element;
		this.#given = given;
	}

	begins({ clientX, clientY }: At): void {
		this.#x = clientX;
		this.#y = clientY;
		this.#by = 0;
		this.#sideways = false;
		this.held = false;
		this.#down = true;
		clearTimeout(this.#timer);
		this.#stoodAt = this.#high;
		this.#timer = setTimeout(() => this.#stayed(), HOLD);
	}

	moves({ clientX, clientY }: At): void {
		const towards = this.#element.matches(':dir(rtl)') ? -1 : 1;
		const [across, down] = [(clientX - this.#x) * towards, Math.abs(clientY - this.#y)];
		if (Math.hypot(across, down) < STILL && !this.#sideways) return;
		this.#rest();
		this.#sideways ||= across > 2 * down;
		if (!this.#sideways) return;
		this.#by = Math.max(0, Math.min(FURTHEST, across - STILL));
		this.#element.style.translate = `${String(this.#by * towards)}px`;
	}

	ends(): void {
		this.#rest();
		this.#down = false;
		this.#element.style.translate = '';
		if (this.#by >= DRAWN) this.#given.ondraw();
		this.#by = 0;
	}

	/** A busy phone may tell late that the finger moved, or that the list did. */
	#stayed(): void {
		const timer = this.#timer;
		requestAnimationFrame(() => {
			if (timer === this.#timer && Math.abs(this.#high - this.#stoodAt) < STILL) this.hold();
		});
	}

	get #high(): number {
		return this.#element.getBoundingClientRect().top;
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	hold(): void {
		this.#rest();
		if (this.held && this.#down) return;
		this.held = true;
		this.#given.onhold();
	}
}
type At = Pick<Touch, 'clientX' | 'clientY'>;

export function gestures(given: Given): Attachment<HTMLElement> {
	return (element) => {
		const touch = new Finger(element, given);
		const heed = { passive: true };
		const first = (event: TouchEvent) => event.touches[0];
		const listen: [string, (event: TouchEvent) => void][] = [
			['touchstart', (event) => first(event) && touch.begins(first(event) as Touch)],
			['touchmove', (event) => first(event) && touch.moves(first(event) as Touch)],
			['touchend', (event) => (touch.held && event.preventDefault(), touch.ends())],
			['touchcancel', () => touch.ends()],
			// The browser scrolls from here on, and may tell of no further move.
			['pointercancel', () => touch.ends()],
		];
		for (const [name, act] of listen) {
			element.addEventListener(name, act as EventListener, name === 'touchend' ? {} : heed);
		}
		const menu = (event: Event) => {
			if ((event.target as Element).closest('a, textarea')) return;
			event.preventDefault();
			touch.hold();
		};
		element.addEventListener('contextmenu', menu);
		return () => {
			touch.ends();
			for (const [name, act] of listen) element.removeEventListener(name, act as EventListener);
			element.removeEventListener('contextmenu', menu);
		};
	};
}
