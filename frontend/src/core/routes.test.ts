import { expect, it } from 'vitest';
import { match, type Route } from './routes';

const routes: Route[] = ['/', '/m/:slug/programme', '/m/:slug/sessions/:id'].map((path) => ({ path }));

it.each([
	['/', '/', {}],
	['/m/2026/programme', '/m/:slug/programme', { slug: '2026' }],
	['/m/2026/programme/', '/m/:slug/programme', { slug: '2026' }],
	['/m/a%20b/sessions/7', '/m/:slug/sessions/:id', { slug: 'a b', id: '7' }],
	['/m/%E0%A4%A/programme', '/m/:slug/programme', { slug: '%E0%A4%A' }],
])('%s leads to %s', (pathname, path, params) => {
	const found = match(routes, pathname);

	expect(found?.route.path).toBe(path);
	expect(found?.params).toEqual(params);
});

it('knows no page at an address nobody registered', () => {
	expect(match(routes, '/m/2026')).toBeUndefined();
	expect(match(routes, '/m/2026/programme/more')).toBeUndefined();
});
