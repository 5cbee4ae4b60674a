/** What other features' pages show of the chat; the first view does not load it. */
export { doors } from './around/doors';
export { settings } from './around/arriving.svelte';
export { channels } from './channels.svelte';
