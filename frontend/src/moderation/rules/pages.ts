/** Pages of moderators and organisers beside the queue. */
export { default as More } from '../settings/More.svelte';
export { default as Bulk } from '../settings/Bulk.svelte';
export { default as Settings } from '../settings/Settings.svelte';
export { default as Scopes } from '../settings/Scopes.svelte';
export { default as Load } from '../settings/Load.svelte';
export { default as Audit } from '../settings/Audit.svelte';
export { default as Rules } from './Rules.svelte';
export { default as RuleDesk } from './RuleDesk.svelte';
