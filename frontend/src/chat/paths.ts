/** Addresses of the chat. */
export const chatsPath = '/chat';
export const findPath = '/chat/find';
export const searchPath = '/chat/search';
export const arrivingPath = '/chat/welcome';
export const blockedPath = '/me/blocked';
/** What moderators decided about me. */
export const decisionsPath = '/me/decisions';
export const channelPath = (id: number) => `/chat/${String(id)}`;
export const messagePath = (id: number, number: number) => `${channelPath(id)}?at=${String(number)}`;
export const threadPath = (id: number, rootId: number) => `${channelPath(id)}/thread/${String(rootId)}`;
export const aboutPath = (id: number) => `${channelPath(id)}/about`;
export const digestPath = (id: number) => `${channelPath(id)}/digest`;
export const signInPath = (id: number) => `/sign-in?next=${encodeURIComponent(channelPath(id))}`;
