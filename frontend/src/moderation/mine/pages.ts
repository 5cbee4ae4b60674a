/** What members see of moderation: loaded together, since it is one file anyway. */
export { default as Decisions } from './Decisions.svelte';
export { default as InChannel } from './InChannel.svelte';
export { default as InMe } from './InMe.svelte';
export { default as InSubject } from './InSubject.svelte';
export { default as Reports } from './Reports.svelte';
