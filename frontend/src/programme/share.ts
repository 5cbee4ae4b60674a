import { aloud } from '@/core/aloud.svelte';
import { say } from './words';

/** Shares an address by the phone's own means; where it has none, copies it. */
export async function share(title: string, path: string): Promise<void> {
	const url = new URL(path, location.origin).href;
	if ('share' in navigator) {
		await navigator.share({ title, url }).catch(() => undefined);
		return;
	}
	if (await copy(url)) aloud.tell(say('linkCopied'));
	else aloud.tell(url);
}

/** False where the browser does not let us. */
export async function copy(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
