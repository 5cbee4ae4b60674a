/** The pages of a channel, and what carries what is written there; loaded when one of them is first asked for. */
import { messages, reactions, reads } from './sending';

export { default as Channel } from './Channel.svelte';
export { default as Thread } from './Thread.svelte';

export { sweep } from './sweeping';

/** By their kinds in the outbox. */
export const carriers = { message: messages, reaction: reactions, read: reads };
