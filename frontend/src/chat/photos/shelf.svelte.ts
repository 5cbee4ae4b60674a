/**
 * The photos that were picked and are not in a message yet, as this phone keeps them: each under the id it was given when
 * it was picked, so that drafts and the outbox need to know nothing but ids. Where nothing may be kept, they last as long as
 * the page.
 */
import type { Photo } from '@/contract';
import { drop, keep, kept } from '@/core/kept';
import { mine } from '@/people';
import { SvelteMap } from 'svelte/reactivity';

/** A picked photo. */
export interface Shelved {
	id: string;
	file: Blob;
	/** What the server sees it called. */
	name: string;
	alt: string;
	/** In pixels; 0 where this phone cannot read it. */
	width: number;
	height: number;
	/** As the server has it, with the words it was told; and when. */
	sent?: { photo: Photo; at: number } | undefined;
}

const SHELF = 'mine';
const keyOf = (id: string) => `photo:${id}`;
/** Their own pictures of photos that were sent lately, so that nothing blinks when the message arrives. */
const MOST_SHOWN = 30;

class Shelf {
	readonly #here = new SvelteMap<string, Shelved>();
	readonly #urls = new Map<string, string>();
	readonly #shown = new Map<number, string>();
	readonly #opening = new Map<string, Promise<Shelved | undefined>>();

	/** The photo, if it was looked up before. */
	of(id: string): Shelved | undefined {
		return this.#here.get(id);
	}

	/** Looks the photo up; undefined when this phone no longer has it. */
	async open(id: string): Promise<Shelved | undefined> {
		const here = this.#here.get(id);
		if (here) return here;
		let opening = this.#opening.get(id);
		if (!opening) {
			opening = kept<Shelved>(SHELF, keyOf(id)).finally(() => this.#opening.delete(id));
			this.#opening.set(id, opening);
		}
		const found = await opening;
		if (found && !this.#here.has(id)) this.#here.set(id, found);
		return this.#here.get(id);
	}

	async put(photo: Shelved): Promise<void> {
		this.#here.set(photo.id, photo);
		await keep(SHELF, keyOf(photo.id), photo);
	}

	/** Changes what is known of it; nothing happens to one that is gone. */
	async change(id: string, by: Partial<Omit<Shelved, 'id'>>): Promise<void> {
		const photo = await this.open(id);
		if (photo) await this.put({ ...photo, ...by });
	}

	/** An address of the picture itself, for as long as it is on the shelf. */
	urlOf(photo: Shelved): string {
		let url = this.#urls.get(photo.id);
		if (!url) {
			url = URL.createObjectURL(photo.file);
			this.#urls.set(photo.id, url);
		}
		return url;
	}

	/** Where this phone has a picture of a photo that it sent itself. */
	shown(photoId: number): string | undefined {
		return this.#shown.get(photoId);
	}

	/** The photo was removed: this phone's own picture of it goes as well. */
	forgetShown(photoId: number): void {
		const url = this.#shown.get(photoId);
		if (url) URL.revokeObjectURL(url);
		this.#shown.delete(photoId);
	}

	/** Lets go of the picture; one that is in a message by now may be shown from here for a while. */
	async drop(id: string): Promise<void> {
		const photo = await this.open(id);
		const url = this.#urls.get(id);
		if (url && photo?.sent && photo.width > 0) this.#show(photo.sent.photo.id, url);
		else if (url) URL.revokeObjectURL(url);
		this.#urls.delete(id);
		this.#here.delete(id);
		await drop(SHELF, keyOf(id));
	}

	/** Nothing of it stays in memory; what is kept is emptied by whoever signs out. */
	forget(): void {
		for (const url of [...this.#urls.values(), ...this.#shown.values()]) URL.revokeObjectURL(url);
		for (const map of [this.#urls, this.#shown, this.#here]) map.clear();
	}

	#show(photoId: number, url: string): void {
		this.#shown.set(photoId, url);
		const [oldest] = this.#shown;
		if (this.#shown.size <= MOST_SHOWN || !oldest) return;
		URL.revokeObjectURL(oldest[1]);
		this.#shown.delete(oldest[0]);
	}
}

export const shelf = new Shelf();

mine.whenGone(() => shelf.forget());
