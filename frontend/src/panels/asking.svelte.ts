/** What this part asks and does, as every part does. */
export { aboutOf, Asked, Deed, reason } from '@/core/asking.svelte';
