/** The pages round the conversations, and what other pages show of them: loaded together, since they are one file anyway. */
export { default as Blocked } from './Blocked.svelte';
export { default as ChannelInfo } from './ChannelInfo.svelte';
export { default as Chats } from './Chats.svelte';
export { default as Digest } from './Digest.svelte';
export { default as Find } from './Find.svelte';
export { default as InMe } from './InMe.svelte';
export { default as InPanel } from './InPanel.svelte';
export { default as InSession } from './InSession.svelte';
export { default as OnNow } from './OnNow.svelte';
export { default as Search } from './Search.svelte';
export { default as Welcome } from './Welcome.svelte';
