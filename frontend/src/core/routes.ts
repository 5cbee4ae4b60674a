/** What a feature registers with the shell: its pages and, at most, one tab. */
import type { Component } from 'svelte';

/** Values of the `:places` in a route's path. */
export type Params = Record<string, string>;
export type PageComponent = Component<{ params: Params }>;
/** A page may do without the params. */
type AnyPage = PageComponent | Component;
export type Lazily = () => Promise<{ default: AnyPage }>;

export interface Route {
	/** "/m/:slug/sessions/:id" */
	path: string;
	/** The first page comes with the app (`page`); every other is loaded when it is asked for. */
	page?: AnyPage;
	load?: Lazily;
	/** A list that stays in sight, on a wide screen, beside what it leads to. */
	list?: boolean;
	/** On a wide screen, the list beside this page when the reader came from no other. */
	beside?: Lazily;
	/** Fills a wide screen by itself. */
	wide?: boolean;
	/** As high as the screen, and moving within itself; on a phone its foot stands in the place of the tabs. */
	whole?: boolean;
	/** A picture for a big screen: nothing of the shell stands round it. */
	bare?: boolean;
	/** The name of the tab that is lit. */
	tab?: string;
	/** A page of the organiser's desk: its own list beside it, and room for what belongs to it. */
	desk?: boolean;
}

export interface Tab {
	name: string;
	label: string;
	icon: Component;
	/** Nothing to lead to yet: no tab. */
	href: () => string | undefined;
	/** Places from the start: Now 1, Programme 2, Panels 3, Chat 4, People 5. */
	place: number;
	/** How many new things wait behind it. */
	count?: () => number;
}

/** A feature as the shell sees it. */
export interface Feature {
	routes: Route[];
	tabs?: Tab[];
	/** Called once, when the app starts. */
	start?: () => void;
}

export interface Match {
	route: Route;
	params: Params;
}

export function match(routes: readonly Route[], pathname: string): Match | undefined {
	const parts = segments(pathname);
	for (const route of routes) {
		const params = paramsOf(segments(route.path), parts);
		if (params) return { route, params };
	}
	return undefined;
}

function paramsOf(pattern: string[], parts: string[]): Params | undefined {
	if (pattern.length !== parts.length) return undefined;
	const params: Params = {};
	for (const [place, wanted] of pattern.entries()) {
		const part = parts[place] ?? '';
		if (wanted.startsWith(':')) params[wanted.slice(1)] = decoded(part);
		else if (wanted !== part) return undefined;
	}
	return params;
}

function segments(path: string): string[] {
	return path.split('/').filter(Boolean);
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
