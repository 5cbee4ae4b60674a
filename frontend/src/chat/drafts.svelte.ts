/** What is being written in a channel, kept on this phone until it is sent. */
import type { Message } from '@/contract';
import { Keeper } from '@/core/keeper';
import { drop, keep, kept } from '@/core/kept';
import { mine } from '@/people';
import { withoutMeant } from './cleansing';
import { whenGone } from './gone';
import { asWritten, type Named } from './mentions';

/** What I said, while I change it. */
export interface Edit {
	message: Message;
	text: string;
	mentions: readonly Named[];
	corrected: boolean;
}

interface Kept {
	text: string;
	mentions: readonly Named[];
	/** Those that were picked; the pictures are kept beside. */
	photos: readonly string[];
	reply: Message | undefined;
	edit?: Edit | undefined;
}

export class Draft {
	text = $state('');
	/** Who was chosen by name. */
	mentions = $state.raw<readonly Named[]>([]);
	photos = $state.raw<readonly string[]>([]);
	/** What it answers. */
	reply = $state.raw<Message | undefined>();
	edit = $state.raw<Edit | undefined>();
	readonly #key: string;
	#opening: Promise<void> | undefined;
	#touched = false;
	readonly #keeper = new Keeper(() => this.#keep());

	/** `where` is the channel, or the chain of replies in it. */
	constructor(where: string) {
		this.#key = `draft:${where}`;
	}

	/** Something I said reads otherwise by now, and was not saved. */
	readonly isChanging = $derived.by(() => {
		if (!this.edit) return false;
		const { message, text, corrected } = this.edit;
		return text !== wordsOf(message) || corrected !== message.corrected;
	});

	/** Nothing to send. */
	readonly isEmpty = $derived(this.text.trim() === '' && this.photos.length === 0);

	/** What the phone kept, once; what was typed meanwhile stays. */
	open(): Promise<void> {
		return (this.#opening ??= this.#read());
	}

	#read(): Promise<void> {
		const reading = kept<Kept>('mine', this.#key).then((before) => {
			// Forgotten meanwhile: it was somebody else's.
			if (!before || this.#opening !== reading) return;
			if (this.#touched) this.takeUp(before);
			else this.#take(before);
		});
		return reading;
	}

	/** Called after each change. */
	changed(): void {
		this.#touched = true;
		this.#keeper.soon();
	}

	/** Takes up what was written before; it comes before what stands here already. */
	takeUp({ text, mentions, photos, reply }: Kept): void {
		this.text = [text, this.text].filter((part) => part.trim()).join('\n');
		this.mentions = [...mentions, ...this.mentions];
		this.photos = [...photos, ...this.photos];
		this.reply ??= reply;
		this.changed();
	}

	/** Begins to change what I said; `reword` goes on with it, `keepAsSaid` ends it. */
	change(message: Message): void {
		const { mentions, corrected } = message;
		this.edit = { message, text: wordsOf(message), mentions, corrected };
		this.changed();
	}

	reword(changes: Partial<Omit<Edit, 'message'>>): void {
		if (this.edit) this.edit = { ...this.edit, ...changes };
		this.changed();
	}

	keepAsSaid(): void {
		this.edit = undefined;
		this.changed();
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

	/** What it answers, or what was being changed, was removed: it no longer does either. */
	lose(gone: ReadonlySet<number>): void {
		const left = withoutMeant({ reply: this.reply, edit: this.edit }, gone);
		if (!left) return;
		[this.reply, this.edit] = [left.reply, left.edit];
		this.changed();
	}

	forget(): void {
		this.hand();
		this.#opening = undefined;
		this.#touched = false;
	}

	#take({ text, mentions, photos, reply, edit }: Kept): void {
		this.text = text;
		this.mentions = mentions;
		this.photos = photos;
		this.reply = reply;
		this.edit = edit;
	}

	#now(): Kept {
		const { text, mentions, photos, reply, edit } = this;
		return { text, mentions: [...mentions], photos: [...photos], reply, edit };
	}

	async #keep(): Promise<void> {
		await this.#opening;
		if (this.isEmpty && !this.reply && !this.edit) await drop('mine', this.#key);
		else await keep('mine', this.#key, this.#now());
	}
}

const wordsOf = ({ text, mentions }: Message) => asWritten(text, mentions);

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
