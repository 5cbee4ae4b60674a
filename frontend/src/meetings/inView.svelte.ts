import { router } from '@/core/router.svelte';
import { beginning } from './start.svelte';

/** The edition the reader is looking at: the one in the address, else the one to show first. */
export function slugInView(): string | undefined {
	return router.shown.params?.slug ?? beginning.current?.slug;
}
