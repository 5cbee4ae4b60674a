/** Photos on their way to the server, each once however many ask for it: while it is picked, and when its message goes. */
import type { Photo } from '@/contract';
import { answer, api, isAway, Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { SvelteMap } from 'svelte/reactivity';
import { shelf, type Shelved } from './shelf.svelte';
import { say } from './words';

/** A photo that no message takes is swept after two days; this phone sends it again well before. */
const STILL_THERE = 24 * 60 * 60_000;
/** A slow network may take long for a photo, but not for ever. */
const PATIENCE = 90_000;

class Uploads {
	/** How much of each has arrived, between 0 and 1, while it is on its way. */
	readonly parts = new SvelteMap<string, number>();
	readonly #underWay = new Map<string, Promise<Photo>>();

	/** The photo as the server has it. Rejects as `api` does; with a `Refusal` too when this phone no longer has it. */
	send(id: string): Promise<Photo> {
		let sending = this.#underWay.get(id);
		if (!sending) {
			sending = this.#send(id).finally(() => {
				this.#underWay.delete(id);
				this.parts.delete(id);
			});
			this.#underWay.set(id, sending);
		}
		return sending;
	}

	async #send(id: string): Promise<Photo> {
		const photo = await shelf.open(id);
		if (!photo) throw new Refusal(410, { detail: say('lost'), code: 'photo_lost' });
		const { sent } = photo;
		if (sent && Date.now() - sent.at < STILL_THERE) return sent.photo;
		const taken = await post(photo, (part) => this.parts.set(id, part));
		await shelf.change(id, { sent: { photo: taken, at: Date.now() } });
		return taken;
	}
}

export const uploads = new Uploads();

/** What was written about it since it was sent is told as well. */
export async function withWords(id: string, photo: Photo): Promise<Photo> {
	const alt = shelf.of(id)?.alt ?? photo.alt;
	if (alt === photo.alt) return photo;
	const told = await answer(
		api.PATCH('/api/photos/{photo_id}', { params: { path: { photo_id: photo.id } }, body: { alt } }),
	);
	await shelf.change(id, { sent: { photo: told, at: Date.now() } });
	return told;
}

/** Thrown away at the server as well; if nobody hears of it, it is swept there. */
export async function throwAway({ sent }: Shelved): Promise<void> {
	if (!sent) return;
	const path = { photo_id: sent.photo.id };
	await api.DELETE('/api/photos/{photo_id}', { params: { path } }).catch(() => undefined);
}

/** `fetch` cannot tell how much has arrived, so this asks the older way. */
function post({ id, file, name, alt }: Shelved, heed: (part: number) => void): Promise<Photo> {
	const form = new FormData();
	form.set('client_id', id);
	form.set('alt', alt);
	form.set('photo', file, name);
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open('POST', '/api/photos');
		request.responseType = 'json';
		request.timeout = PATIENCE;
		request.upload.onprogress = ({ loaded, total }) => heed(total ? loaded / total : 0);
		request.onerror = request.ontimeout = () => {
			connection.lost();
			reject(new Unreachable());
		};
		request.onload = () => settle(request, resolve, reject);
		heed(0);
		request.send(form);
	});
}

function settle(
	request: XMLHttpRequest,
	resolve: (photo: Photo) => void,
	reject: (error: Error) => void,
): void {
	const { status, response } = request;
	if (status >= 200 && status < 300) return resolve(response as Photo);
	if (isAway(status, response !== null)) {
		connection.lost();
		return reject(new Unreachable());
	}
	reject(new Refusal(status, (response ?? {}) as ConstructorParameters<typeof Refusal>[1]));
}
