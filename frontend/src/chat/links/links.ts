/** The pages of our own that a text leads to. What is there, this phone mostly knows: nothing is fetched from elsewhere. */
export type Kind = 'sessions' | 'panels' | 'speakers';

export interface Link {
	slug: string;
	kind: Kind;
	id: number;
	path: string;
}

const MOST = 2;
const ADDRESS = /https?:\/\/[^\s<>()[\]"]+/g;
/** What ends a sentence, or what is set in bold, belongs to no address. */
const END = /[^\w/-]+$/;
const PAGE = /^\/m\/([\w-]+)\/(sessions|panels|speakers)\/(\d{1,12})$/;

/** The first two, each once. */
export function linksIn(text: string, origin: string): Link[] {
	if (!text.includes(origin)) return [];
	const found = new Map<string, Link>();
	for (const [address] of text.matchAll(ADDRESS)) {
		const link = linkOf(address.replace(END, ''), origin);
		if (link) found.set(link.path, link);
	}
	return [...found.values()].slice(0, MOST);
}

function linkOf(address: string, origin: string): Link | undefined {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	const [path, slug, kind, id] = PAGE.exec(url.pathname) ?? [];
	if (url.origin !== origin || !path || !slug) return undefined;
	return { slug, kind: kind as Kind, id: Number(id), path };
}
