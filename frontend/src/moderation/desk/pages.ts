/** The pages of the desk: loaded together, since whoever opens one needs the other. */
export { default as Case } from './Case.svelte';
export { default as Queue } from './Queue.svelte';
