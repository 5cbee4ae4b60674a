import { expect, it, vi } from 'vitest';
import type { Component } from 'svelte';
import { guests } from './guests.svelte';

const guest = () => undefined;

it('a guest is fetched when a page first makes room for it', async () => {
	const load = vi.fn(() => Promise.resolve({ default: guest as unknown as Component<{ slug: string }> }));
	guests.invite('now', load);
	expect(load).not.toHaveBeenCalled();

	expect(guests.at('now')).toEqual([]);
	await vi.waitFor(() => expect(guests.at('now')).toEqual([guest]));

	expect(load).toHaveBeenCalledTimes(1);
});

it('one that could not be fetched may come the next time', async () => {
	let away = true;
	guests.invite('notices', () =>
		away
			? Promise.reject(new Error('away'))
			: Promise.resolve({ default: guest as unknown as Component<object> }),
	);
	guests.at('notices');
	await Promise.resolve();
	await new Promise((done) => setTimeout(done));

	away = false;
	guests.at('notices');

	await vi.waitFor(() => expect(guests.at('notices')).toEqual([guest]));
});
