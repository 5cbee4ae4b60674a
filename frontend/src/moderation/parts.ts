/** What other features' pages show of moderation; the first view does not load it. */
export { default as ToQueue } from './desk/ToQueue.svelte';
