/** What is being written in a channel, kept on this phone until it is sent. */
import type { Message } from '@/contract';
import { Keeper } from '@/core/keeper';
import { drop, keep, kept } from '@/core/kept';
import { mine } from '@/people';
import { whenGone } from './gone';
import type { Named } from './mentions';

interface Kept {
	text: string;
	mentions: Named[];
	/** Those that were picked; the pictures are kept beside. */
	photos: string[];
	reply: Message | undefined;
}

export class Draft {
	text = $state('');
	/** Who was chosen by name. */
	mentions = $state.raw<readonly Named[]>([]);
	photos = $state.raw<readonly string[]>([]);
	/** What it answers. */
	reply = $state.raw<Message | undefined>();
	readonly #key: string;
	#opening: Promise<void> | undefined;
	#touched = false;
	readonly #keeper = new Keeper(() => this.#keep());

	/** `where` is the channel, or the chain of replies in it. */
	constructor(where: string) {
		this.#key = `draft:${where}`;
	}

	/** Nothing to send. */
	readonly isEmpty = $derived(this.text.trim() === '' && this.photos.length === 0);

	/** What the phone kept, once; what was typed meanwhile stays. */
	open(): Promise<void> {
		this.#opening ??= kept<Kept>('mine', this.#key).then((before) => {
			if (before && !this.#touched) this.#take(before);
		});
		return this.#opening;
	}

	/** Called after each change. */
	changed(): void {
		this.#touched = true;
		this.#keeper.soon();
	}

	/** Whoever leaves may not come back to this page. */
	leave(): void {
		if (!this.#touched) return;
		this.#keeper.drop();
		void this.#keep();
	}

	/** Hands over what was written, and begins anew. */
	hand(): Kept {
		const written = this.#now();
		this.#take({ text: '', mentions: [], photos: [], reply: undefined });
		this.#keeper.drop();
		void drop('mine', this.#key);
		return written;
	}

	/** What it answers was removed: it no longer answers anything. */
	lose(gone: ReadonlySet<number>): void {
		if (!this.reply || !gone.has(this.reply.id)) return;
		this.reply = undefined;
		this.changed();
	}

	forget(): void {
		this.hand();
		this.#opening = undefined;
		this.#touched = false;
	}

	#take({ text, mentions, photos, reply }: Kept): void {
		this.text = text;
		this.mentions = mentions;
		this.photos = photos;
		this.reply = reply;
	}

	#now(): Kept {
		const { text, mentions, photos, reply } = this;
		return { text, mentions: [...mentions], photos: [...photos], reply };
	}

	async #keep(): Promise<void> {
		if (this.isEmpty && !this.reply) await drop('mine', this.#key);
		else await keep('mine', this.#key, this.#now());
	}
}

const known = new Map<string, Draft>();

/** The draft of a channel or a thread; the same for everybody who asks. */
export function draftOf(where: string): Draft {
	let draft = known.get(where);
	if (!draft) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			draft = new Draft(where);
			known.set(where, draft);
		});
	}
	return draft as Draft;
}

whenGone((gone) => {
	for (const draft of known.values()) draft.lose(gone);
});

mine.whenGone(() => {
	for (const draft of known.values()) draft.forget();
});
