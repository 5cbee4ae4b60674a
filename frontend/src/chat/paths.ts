/** Addresses of the chat's pages. */
export const chatsPath = '/chat';

export function channelPath(id: number): string {
	return `/chat/${String(id)}`;
}

/** Where a message stands in its channel. */
export function messagePath(channelId: number, number: number): string {
	return `${channelPath(channelId)}?at=${String(number)}`;
}

export function threadPath(channelId: number, rootId: number): string {
	return `${channelPath(channelId)}/thread/${String(rootId)}`;
}

export function aboutPath(id: number): string {
	return `${channelPath(id)}/about`;
}

/** What mattered since this number. */
export function digestPath(id: number, since: number): string {
	return `${channelPath(id)}/digest?since=${String(since)}`;
}

export function signInPath(id: number): string {
	return `/sign-in?next=${encodeURIComponent(channelPath(id))}`;
}
