/** Photos that were removed do not stay in the browser's own cache either: what it holds is asked for anew, and is gone. */
import type { Photo } from '@/contract';
import { addressOf, SIDES } from './sizes';
import { shelf } from './shelf.svelte';

/** Spread out, since every phone that saw them does it. */
const WITHIN = 20_000;

export function forgetPhotos(photos: readonly Photo[]): void {
	for (const photo of photos) {
		shelf.forgetShown(photo.id);
		setTimeout(() => void forget(photo), Math.random() * WITHIN);
	}
}

async function forget(photo: Photo): Promise<void> {
	for (const side of SIDES) {
		const address = addressOf(photo, side);
		const held = await fetch(address, { cache: 'only-if-cached', mode: 'same-origin' }).catch(
			() => undefined,
		);
		if (held?.ok) await fetch(address, { cache: 'reload' }).catch(() => undefined);
	}
}
