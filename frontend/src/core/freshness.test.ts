import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { clock } from './clock.svelte';
import { connection } from './connection.svelte';
import { freshness } from './freshness.svelte';
import { Unreachable } from './api';
import { live } from './live.svelte';
import { outbox } from './outbox.svelte';
import { ownZone, timeAt } from './times';

beforeEach(() => {
	clock.now = Date.parse('2026-12-01T12:00:00Z');
});

it('says nothing where nothing could change', () => {
	connection.online = true;
	live.state = 'idle';

	expect(freshness()).toBeUndefined();
});

it.each([
	['live', 'Live'],
	['connecting', 'Connecting…'],
	['asking', 'Asks for news every minute'],
] as const)('says when it is %s', (state, text) => {
	connection.online = true;
	live.state = state;

	expect(freshness()).toEqual({ state, text });
});

it('says that nobody is heard before anything else', () => {
	connection.online = false;
	live.state = 'live';

	expect(freshness()?.state).toBe('offline');
});

it('says since when it shows what was here', () => {
	connection.online = false;
	connection.heardAt = Date.parse('2026-12-01T10:02:00Z');

	expect(freshness()?.text).toBe(
		`Offline: showing what was here at ${timeAt(connection.heardAt, ownZone())}`,
	);
});

it('says the day when that is longer ago', () => {
	connection.online = false;
	connection.heardAt = Date.parse('2026-11-20T10:02:00Z');

	expect(freshness()?.text).toBe('Offline: showing what was here on November 20');
});

it('says when this phone has seen nothing yet', () => {
	connection.online = false;
	connection.heardAt = 0;

	expect(freshness()?.text).toContain('has not seen');
});

it('says what waits to be sent', async () => {
	connection.online = false;
	outbox.carries('ask', () =>
		Promise.resolve({ send: () => Promise.reject(new Unreachable()), taken: () => undefined }),
	);
	await outbox.belongsTo(12);

	await outbox.put({ kind: 'ask', what: 'A seat', href: '/', about: {} });

	await vi.waitFor(() => expect(freshness()?.waits).toBe('1 waits to be sent'));
	outbox.forget();
});
