/** The photos of what is being written: picked, made smaller, sent ahead while one writes on, put in order, described. */
import { Refusal } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { newId } from '@/core/outbox';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { thrownAway } from './sending';
import { shelf, type Shelved } from './shelf.svelte';
import { MOST_MEGABYTES, shrunk, unfit, type Unfit } from './shrinking';
import { uploads } from './uploads.svelte';
import { say } from './words';

/** As many as a message takes. */
export const MOST = 10;

/** Whose photos they are. */
export interface Holder {
	photos: readonly string[];
	/** Called after each change. */
	changed: () => void;
}

export type Standing = 'preparing' | 'uploading' | 'waits' | 'ready' | 'failed';

export interface PickedPhoto {
	id: string;
	/** Undefined while it is being made smaller. */
	photo: Shelved | undefined;
	standing: Standing;
	/** How much of it has arrived, between 0 and 1. */
	part: number;
	/** Why it was refused. */
	why: string | undefined;
}

export class Picked {
	/** What was chosen and could not be taken, in a sentence. */
	trouble = $state('');
	readonly #holder: Holder;
	readonly #refused = new SvelteMap<string, string>();
	readonly #preparing = new SvelteSet<string>();
	#isSending = false;

	constructor(holder: Holder) {
		this.#holder = holder;
	}

	readonly photos: readonly PickedPhoto[] = $derived.by(() => this.ids.map((id) => this.#pickedOf(id)));
	readonly undescribed = $derived(
		this.photos.filter(({ photo, standing }) => photo?.alt === '' && standing !== 'failed'),
	);
	/** Some are still being made smaller, or were refused: a message with them could not go now. */
	readonly held = $derived(
		this.photos.some(({ standing }) => standing === 'preparing' || standing === 'failed'),
	);

	get ids(): readonly string[] {
		return this.#holder.photos;
	}

	get full(): boolean {
		return this.ids.length >= MOST;
	}

	/** Finds those that a draft kept; what this phone lost is left out. */
	async open(): Promise<void> {
		for (const id of this.ids) {
			if (!this.#preparing.has(id) && !(await shelf.open(id)))
				this.#set(this.ids.filter((one) => one !== id));
		}
		this.sendAhead();
	}

	/** Takes these in, as many as there is room for. */
	async add(files: Iterable<File>): Promise<void> {
		this.trouble = '';
		const chosen = [...files];
		const room = MOST - this.ids.length;
		if (chosen.length > room) this.trouble = say('full', { count: MOST });
		const taken: [string, File][] = [];
		for (const file of chosen.slice(0, room)) {
			const why = unfit(file);
			if (why) this.#refuse(why, file);
			else taken.push([newId(), file]);
		}
		for (const [id] of taken) this.#preparing.add(id);
		this.#set([...this.ids, ...taken.map(([id]) => id)]);
		for (const [id, file] of taken) await this.#prepare(id, file);
		this.sendAhead();
	}

	async describe(id: string, alt: string): Promise<void> {
		await shelf.change(id, { alt });
	}

	/** Earlier by one, or later. */
	move(id: string, by: 1 | -1): void {
		const from = this.ids.indexOf(id);
		const to = from + by;
		if (from < 0 || to < 0 || to >= this.ids.length) return;
		const ids = this.ids.filter((one) => one !== id);
		ids.splice(to, 0, id);
		this.#set(ids);
	}

	async remove(id: string): Promise<void> {
		this.trouble = '';
		this.#refused.delete(id);
		this.#set(this.ids.filter((one) => one !== id));
		await thrownAway([id]);
	}

	again(id: string): void {
		this.#refused.delete(id);
		this.sendAhead();
	}

	/** Sends what is not there yet, one after the other; without a network it goes with its message. */
	sendAhead(): void {
		if (this.#isSending) return;
		this.#isSending = true;
		void this.#sendAll().finally(() => (this.#isSending = false));
	}

	async #sendAll(): Promise<void> {
		for (;;) {
			const next = this.photos.find(({ standing }) => standing === 'waits');
			if (!next || !connection.online) return;
			try {
				await uploads.send(next.id);
			} catch (error) {
				if (!(error instanceof Refusal)) return;
				this.#refused.set(next.id, error.message);
			}
		}
	}

	async #prepare(id: string, file: File): Promise<void> {
		const small = await shrunk(file);
		this.#preparing.delete(id);
		if (!this.ids.includes(id)) return;
		if (small.file.size > MOST_MEGABYTES * 2 ** 20) {
			this.#refuse('tooLarge', file);
			this.#set(this.ids.filter((one) => one !== id));
			return;
		}
		await shelf.put({ id, alt: '', ...small });
	}

	#pickedOf(id: string): PickedPhoto {
		const photo = shelf.of(id);
		const part = uploads.parts.get(id);
		const why = this.#refused.get(id);
		return { id, photo, part: part ?? (photo?.sent ? 1 : 0), why, standing: standingOf(photo, part, why) };
	}

	#refuse(why: Unfit, { name }: File): void {
		this.trouble = say(why, { name, most: MOST_MEGABYTES });
	}

	#set(ids: readonly string[]): void {
		this.#holder.photos = ids;
		this.#holder.changed();
	}
}

function standingOf(photo: Shelved | undefined, part: number | undefined, why: string | undefined): Standing {
	if (!photo) return 'preparing';
	if (why !== undefined) return 'failed';
	if (photo.sent) return 'ready';
	return part === undefined ? 'waits' : 'uploading';
}

const known = new WeakMap<Holder, Picked>();

/** The photos of this draft; the same for everybody who asks. */
export function pickedOf(holder: Holder): Picked {
	let picked = known.get(holder);
	if (!picked) {
		// Outside of whoever asks first: a derivation does not follow state that it made itself.
		$effect.root(() => {
			picked = new Picked(holder);
			known.set(holder, picked);
		});
	}
	return picked as Picked;
}
