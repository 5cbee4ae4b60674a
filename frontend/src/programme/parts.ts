/** What other features' pages show of a session; loaded with them, not with the first view. */
export { default as Place } from './Place.svelte';
export { default as SessionChanges } from './SessionChanges.svelte';
export { default as SessionHead } from './SessionHead.svelte';
export { default as SessionState } from './SessionState.svelte';
export { default as When } from './When.svelte';
export { share } from './share';
export { span } from './spans';
