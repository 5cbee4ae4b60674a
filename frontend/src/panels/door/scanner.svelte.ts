/** Looks through a camera for codes, until it is stopped. Knows no page: the camera is handed to it. */

/** Why there is no picture. */
export type NoPicture = 'none' | 'denied' | 'busy' | 'insecure' | 'unloadable';

export class CameraTrouble extends Error {
	override name = 'CameraTrouble';
	readonly why: NoPicture;

	constructor(why: NoPicture, options?: ErrorOptions) {
		super(why, options);
		this.why = why;
	}
}

export interface Camera {
	/** The text of a code in the picture, if there is one right now. */
	look: () => Promise<string | undefined>;
	stop: () => void;
}

/** Between two looks: a phone has other things to do. */
const PAUSE = 120;
/** A code that stays in the picture is told once; out of it for so long, it is a new one. */
const GONE = 2_500;

export class Scanner {
	state = $state<'off' | 'starting' | 'on'>('off');
	trouble = $state.raw<NoPicture | undefined>();
	readonly #tell: (text: string) => void;
	#camera: Camera | undefined;
	/** Grows with every start and stop, so that a camera that comes late is let go. */
	#turn = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#last = { text: '', at: 0 };

	/** `tell` is called with each code once. */
	constructor(tell: (text: string) => void) {
		this.#tell = tell;
	}

	async start(open: () => Promise<Camera>): Promise<void> {
		this.stop();
		const turn = this.#turn;
		this.state = 'starting';
		try {
			const camera = await open();
			if (turn !== this.#turn) return camera.stop();
			this.#camera = camera;
			this.state = 'on';
			void this.#look(camera);
		} catch (error) {
			if (!(error instanceof CameraTrouble)) reportError(error);
			if (turn !== this.#turn) return;
			this.state = 'off';
			this.trouble = error instanceof CameraTrouble ? error.why : 'busy';
		}
	}

	stop(): void {
		this.#turn += 1;
		clearTimeout(this.#timer);
		this.#camera?.stop();
		this.#camera = undefined;
		this.state = 'off';
		this.trouble = undefined;
		this.#last = { text: '', at: 0 };
	}

	async #look(camera: Camera): Promise<void> {
		const text = await camera.look().catch(() => undefined);
		if (camera !== this.#camera) return;
		if (text) this.#found(text);
		this.#timer = setTimeout(() => void this.#look(camera), PAUSE);
	}

	#found(text: string): void {
		const now = performance.now();
		const known = text === this.#last.text && now - this.#last.at < GONE;
		this.#last = { text, at: now };
		if (!known) this.#tell(text);
	}
}
