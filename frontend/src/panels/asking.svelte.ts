/** What this part asks and does, as every part does. */
export { aboutOf, Asked, Deed, whyUntold } from '@/core/asking.svelte';
