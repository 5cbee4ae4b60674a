/** What other features' pages show of the chat; the first view does not load it. */
export { default as Badges } from './around/Badges.svelte';
export { doors } from './around/doors';
export { settings } from './around/arriving.svelte';
export { channels } from './channels.svelte';
export { default as Photos } from './photos/Photos.svelte';
export { default as Words } from './Words.svelte';
