/// <reference lib="webworker" />
/**
 * The service worker keeps the app shell, so that the app opens without a network. What the server says (`/api`) it never
 * keeps: that is the app's own to store, and to forget at sign-out.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
declare const __SHELL_FILES__: string[];
declare const __SHELL_NAME__: string;

const FILES = new Set(__SHELL_FILES__);
const FETCHED_ANEW = /^\/(api|socket\.io|healthz|readyz|metrics|share)(\/|$)/;
const DOWNLOAD = /\.(ics|xml|json|csv|atom)$/;

self.addEventListener('install', (event) => {
	event.waitUntil(keepShell());
});
self.addEventListener('activate', (event) => {
	event.waitUntil(dropOldShells());
});
self.addEventListener('message', (event) => {
	if (event.data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== self.location.origin || FETCHED_ANEW.test(pathname)) return;
	if (FILES.has(pathname) && pathname !== '/') event.respondWith(fromShell(request));
	else if (request.mode === 'navigate' && !DOWNLOAD.test(pathname)) event.respondWith(page(request));
});

async function keepShell(): Promise<void> {
	const cache = await caches.open(__SHELL_NAME__);
	await cache.addAll([...FILES].map((file) => new Request(file, { cache: 'reload' })));
}

async function dropOldShells(): Promise<void> {
	for (const name of await caches.keys()) if (name !== __SHELL_NAME__) await caches.delete(name);
	await self.clients.claim();
}

async function fromShell(request: Request): Promise<Response> {
	const cache = await caches.open(__SHELL_NAME__);
	return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

/** Every address of the app is the same page: the kept one opens at once, also without a network. */
async function page(request: Request): Promise<Response> {
	const cache = await caches.open(__SHELL_NAME__);
	return (await cache.match('/', { ignoreVary: true })) ?? fetch(request);
}
