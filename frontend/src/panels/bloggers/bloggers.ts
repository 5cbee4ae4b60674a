/** The bloggers of an edition, as the screens look at them. */
import type { Blogger, Panel } from '@/contract';
import { agoName } from '@/core/times';
import type { Programme } from '@/programme';
import { say } from './words';

export function bloggerOf(programme: Programme, id: number): Blogger | undefined {
	return programme.records<Blogger>('blogger').get(id);
}

/** All of them; who wrote last stands first, and those of whom nothing was read last, by name. */
export function bloggersOf(programme: Programme): Blogger[] {
	return [...programme.records<Blogger>('blogger').values()].sort(newestFirst);
}

/** In the order in which the hosts put them on the panel. */
export function bloggersOn(programme: Programme, { blogger_ids }: Panel): Blogger[] {
	return blogger_ids.flatMap((id) => bloggerOf(programme, id) ?? []);
}

/** The panels on which somebody is. */
export function panelsWith(programme: Programme, id: number): Panel[] {
	const all = [...programme.records<Panel>('panel').values()];
	return all.filter(({ blogger_ids }) => blogger_ids.includes(id)).sort(inTime);
}

/** The panels that are still to come or on, in the order of their times. */
export function panelsToCome(programme: Programme, now: number): Panel[] {
	const all = [...programme.records<Panel>('panel').values()];
	return all
		.filter(({ cancelled, ends_at }) => !cancelled && !(Date.parse(ends_at ?? '') < now))
		.sort(inTime);
}

/** What Read opens: the newest post that has an address, else the blog. */
export function readAddress({ posts, blog_url }: Blogger): string {
	return posts.find(({ url }) => url)?.url ?? blog_url;
}

/** "The Ward Notebook · wrote 2 hr ago". */
export function lately(blogger: Blogger, now: number): string {
	const newest = blogger.posts[0];
	const blog = blogger.blog_title || hostOf(blogger.blog_url || blogger.feed_url);
	if (!blog) return blogger.headline || say('noBlog');
	return newest ? `${blog} · ${say('wrote', { when: agoName(Date.parse(newest.at), now) })}` : blog;
}

/** The name of a site, without www. */
export function hostOf(url: string): string {
	try {
		return new URL(url).host.replace(/^www\./, '');
	} catch {
		return '';
	}
}

function newestFirst(one: Blogger, other: Blogger): number {
	const [ours, theirs] = [one.posts[0]?.at ?? '', other.posts[0]?.at ?? ''];
	return theirs.localeCompare(ours) || one.name.localeCompare(other.name);
}

function inTime(one: Panel, other: Panel): number {
	return (one.starts_at ?? '9').localeCompare(other.starts_at ?? '9') || one.id - other.id;
}
