/** Addresses and pages. Links are plain `<a href>`; what leads inside the app is taken over here. */
import { tick } from 'svelte';
import { isWide } from './screen';
import { match, type Lazily, type Match, type PageComponent, type Route } from './routes';

interface Place {
	pathname: string;
	search: string;
	hash: string;
}

export interface Shown extends Place, Partial<Match> {
	page: PageComponent | undefined;
	/** The list that stands beside the page, or is it, on a wide screen. */
	list: PageComponent | undefined;
	/** Why there is no page. */
	trouble?: 'unknown' | 'unloadable';
}

class Router {
	shown = $state.raw<Shown>({ ...here(), page: undefined, list: undefined });
	/** True while the code of the next page is on its way. */
	busy = $state(false);
	#routes: Route[] = [];
	#scrolls = new Map<string, number>();
	#key = '0';
	/** How many steps inside the app led here: whether "back" stays in it. */
	#depth = 0;

	async start(routes: Route[]): Promise<void> {
		this.#routes = routes;
		history.scrollRestoration = 'manual';
		this.#key = keyOf(history.state) ?? newKey();
		history.replaceState({ key: this.#key, depth: 0 }, '');
		window.addEventListener('popstate', (event) => void this.#comeBack(event.state));
		document.addEventListener('click', (event) => this.#follow(event));
		await this.#show();
	}

	async go(href: string, { replace = false } = {}): Promise<void> {
		if (href === location.pathname + location.search) return scrollTo({ top: 0, behavior: 'smooth' });
		this.#leave();
		if (!replace) this.#depth += 1;
		this.#key = newKey();
		const state = { key: this.#key, depth: this.#depth };
		if (replace) history.replaceState(state, '', href);
		else history.pushState(state, '', href);
		const { list } = this.shown;
		await this.#show();
		await this.#arrive(0, list);
	}

	/** Back inside the app; to `otherwise` when the reader came in by this page. */
	async back(otherwise: string): Promise<void> {
		if (this.#depth > 0) history.back();
		else await this.go(otherwise, { replace: true });
	}

	async #comeBack(state: unknown): Promise<void> {
		this.#leave();
		this.#key = keyOf(state) ?? newKey();
		this.#depth = depthOf(state);
		const { list } = this.shown;
		await this.#show();
		await this.#arrive(this.#scrolls.get(this.#key) ?? 0, list);
	}

	#leave(): void {
		this.#scrolls.set(this.#key, scrollY);
	}

	async #show(): Promise<void> {
		const place = here();
		const found = match(this.#routes, place.pathname);
		this.busy = found !== undefined && !found.route.page;
		const [page, beside] = await Promise.all([pageOf(found?.route), loaded(found?.route.beside)]);
		if (place.pathname !== location.pathname) return;
		this.busy = false;
		const list = this.#listFor(found, page, beside);
		const trouble = found ? 'unloadable' : 'unknown';
		this.shown = { ...place, ...found, page, list, ...(page ? {} : { trouble }) };
	}

	#listFor(found?: Match, page?: PageComponent, beside?: PageComponent): PageComponent | undefined {
		if (found?.route.list) return page;
		return found && beside && this.#stays(found) ? this.shown.list : beside;
	}

	/** The reader's list stays beside what it led to, as long as both are of one meeting; the desk has its own. */
	#stays({ route, params }: Match): boolean {
		const before = this.shown;
		if (route.desk || before.route?.desk || !before.list) return false;
		return before.params?.slug === params.slug;
	}

	/** Shows the place on the page where the reader was, and tells a screen reader that it is a new one. */
	async #arrive(scroll: number, listBefore: PageComponent | undefined): Promise<void> {
		await tick();
		const main = document.querySelector('main');
		main?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
		main?.scrollTo({ top: 0, behavior: 'instant' });
		const listStays = isWide.current && listBefore !== undefined && this.shown.list === listBefore;
		if (!listStays) scrollTo({ top: scroll, behavior: 'instant' });
	}

	#follow(event: MouseEvent): void {
		if (event.defaultPrevented || opensElsewhere(event)) return;
		const link = (event.target as Element).closest('a');
		if (!link || leadsOut(link) || !match(this.#routes, link.pathname)) return;
		event.preventDefault();
		void this.go(link.pathname + link.search + link.hash);
	}
}

function opensElsewhere(event: MouseEvent): boolean {
	return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey;
}

function leadsOut(link: HTMLAnchorElement): boolean {
	return link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin;
}

async function pageOf(route: Route | undefined): Promise<PageComponent | undefined> {
	return (route?.page as PageComponent | undefined) ?? loaded(route?.load);
}

async function loaded(load: Lazily | undefined): Promise<PageComponent | undefined> {
	try {
		return (await load?.())?.default as PageComponent | undefined;
	} catch {
		return undefined;
	}
}

function here(): Place {
	const { pathname, search, hash } = location;
	return { pathname, search, hash };
}

function newKey(): string {
	return Math.random().toString(36).slice(2);
}

function keyOf(state: unknown): string | undefined {
	return (state as { key?: string } | null)?.key;
}

function depthOf(state: unknown): number {
	return (state as { depth?: number } | null)?.depth ?? 0;
}

export const router = new Router();
