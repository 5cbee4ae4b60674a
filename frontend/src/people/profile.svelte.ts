/** The form of my profile: what I changed, and only that, is sent. */
import type { ChangeMe, FoundBlog, Me } from '@/contract';
import { answer, api, Refusal } from '@/core/api';
import { me } from './me.svelte';
import { say } from './words';

export interface Written {
	name: string;
	affiliation: string;
	headline: string;
	about: string;
	interests: string;
	offers: string;
	seeks: string;
	visibility: Me['visibility'];
	links: { label: string; url: string }[];
	blog_url: string;
	feed_url: string;
}

export class Profile {
	written: Written;
	busy = $state(false);
	trouble = $state('');
	fields = $state.raw<Readonly<Record<string, string[]>>>({});
	finding = $state(false);
	/** What the blog's page tells, once it was looked at. */
	found = $state.raw<FoundBlog | undefined>();
	notFound = $state('');
	#before: Written;

	constructor(person: Me) {
		this.#before = asWritten(person);
		this.written = $state(asWritten(person));
	}

	error(field: keyof Written): string | undefined {
		return this.fields[field]?.[0];
	}

	linkError(place: number, part: 'label' | 'url'): string | undefined {
		return this.fields[`links.${String(place)}.${part}`]?.[0];
	}

	addLink(): void {
		this.written.links.push({ label: '', url: '' });
	}

	removeLink(place: number): void {
		this.written.links.splice(place, 1);
	}

	/** Looks at my blog and takes over the feed that its page names. */
	async findFeed(): Promise<void> {
		this.finding = true;
		this.notFound = '';
		this.found = undefined;
		try {
			const body = { url: this.written.blog_url.trim() };
			this.found = await answer(api.POST('/api/blogs/look', { body }));
			if (this.found.feed_url) this.written.feed_url = this.found.feed_url;
		} catch (error) {
			this.notFound = error instanceof Refusal ? error.message : say('unreachable');
		} finally {
			this.finding = false;
		}
	}

	async save(): Promise<boolean> {
		this.busy = true;
		this.trouble = '';
		this.fields = {};
		this.written.links = this.written.links.filter(({ label, url }) => (label + url).trim());
		try {
			await me.change(changesOf(this.#before, $state.snapshot(this.written)));
			return true;
		} catch (error) {
			this.#tell(error);
			return false;
		} finally {
			this.busy = false;
		}
	}

	#tell(error: unknown): void {
		if (error instanceof Refusal) {
			this.fields = error.fields;
			this.trouble = error.message;
		} else this.trouble = say('unreachable');
	}
}

function asWritten(person: Me): Written {
	const { name, affiliation, headline, about, offers, seeks, visibility, blog_url, feed_url } = person;
	const links = person.links.map(({ label, url }) => ({ label, url }));
	return {
		name,
		affiliation,
		headline,
		about,
		offers,
		seeks,
		visibility,
		links,
		blog_url,
		feed_url,
		interests: person.interests.join(', '),
	};
}

/** What differs, in the words of the contract. */
export function changesOf(before: Written, after: Written): ChangeMe {
	const differs = (Object.keys(after) as (keyof Written)[]).filter(
		(key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
	);
	return Object.fromEntries(differs.map((key) => [key, asChange(key, after)]));
}

function asChange(key: keyof Written, { interests, ...rest }: Written): unknown {
	if (key === 'interests') return interests.split(',').map(trimmed).filter(Boolean);
	return rest[key];
}

function trimmed(text: string): string {
	return text.trim();
}
