import { MediaQuery } from 'svelte/reactivity';

/** Room for a list and an item side by side. The same width stands in the styles. */
export const isWide = new MediaQuery('min-width: 900px');
