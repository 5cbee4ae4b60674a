/** Notes that are half written, by the number of their case: kept while the app is open, and nowhere else. */
import { SvelteMap } from 'svelte/reactivity';
import { mine } from '@/people';

export const halfNotes = new SvelteMap<number, string>();

mine.whenGone(() => halfNotes.clear());
