import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { router } from './router.svelte';
import type { PageComponent } from './routes';

const Now = (() => ({})) as unknown as PageComponent;
const Programme = (() => ({})) as unknown as PageComponent;
const Session = (() => ({})) as unknown as PageComponent;
const scrolled = vi.fn();

beforeAll(async () => {
	vi.stubGlobal('scrollTo', scrolled);
	await router.start([
		{ path: '/', page: Now },
		{ path: '/m/:slug/programme', page: Programme, list: true },
		{ path: '/m/:slug/sessions/:id', page: Session, beside: () => Promise.resolve({ default: Programme }) },
		{ path: '/broken', load: () => Promise.reject(new Error('no such file')) },
	]);
});
beforeEach(async () => {
	vi.stubGlobal('scrollTo', scrolled);
	await router.go('/');
	scrolled.mockClear();
});

it('shows the page of an address with its values', async () => {
	await router.go('/m/2026/sessions/7');

	expect(router.shown.page).toBe(Session);
	expect(router.shown.params).toEqual({ slug: '2026', id: '7' });
	expect(location.pathname).toBe('/m/2026/sessions/7');
});

it('keeps the list beside what it led to', async () => {
	await router.go('/m/2026/programme');
	await router.go('/m/2026/sessions/7');

	expect(router.shown.list).toBe(Programme);
});

it('goes back to where the reader was, and how far down', async () => {
	await router.go('/m/2026/programme');
	vi.stubGlobal('scrollY', 1234);
	await router.go('/m/2026/sessions/7');

	await router.back('/');
	await vi.waitFor(() => {
		expect(router.shown.page).toBe(Programme);
		expect(scrolled).toHaveBeenLastCalledWith(expect.objectContaining({ top: 1234 }));
	});
});

it.each([
	['/m/2026/programme', true],
	['/api/docs', false],
	['https://elsewhere.example/m/2026/programme', false],
])('a tap on %s is taken over: %s', (href, taken) => {
	document.body.innerHTML = `<a href="${href}"><b>Go</b></a>`;
	let takenOver: boolean | undefined;
	const look = (event: Event) => {
		takenOver = event.defaultPrevented;
		event.preventDefault();
	};
	window.addEventListener('click', look, { once: true });

	document.querySelector('b')?.click();

	expect(takenOver).toBe(taken);
});

it('says when a page is unknown, or could not be loaded', async () => {
	await router.go('/nowhere');
	expect(router.shown.trouble).toBe('unknown');

	await router.go('/broken');
	expect(router.shown.trouble).toBe('unloadable');
});
