import { beforeEach, expect, it } from 'vitest';
import { clock } from './clock.svelte';
import { connection } from './connection.svelte';
import { freshness } from './freshness.svelte';
import { ownZone, timeAt } from './times';

beforeEach(() => {
	clock.now = Date.parse('2026-12-01T12:00:00Z');
});

it('says nothing while the server is heard', () => {
	connection.online = true;

	expect(freshness()).toBeUndefined();
});

it('says since when it shows what was here', () => {
	connection.online = false;
	connection.heardAt = Date.parse('2026-12-01T10:02:00Z');

	expect(freshness()).toBe(`Offline: showing what was here at ${timeAt(connection.heardAt, ownZone())}`);
});

it('says the day when that is longer ago', () => {
	connection.online = false;
	connection.heardAt = Date.parse('2026-11-20T10:02:00Z');

	expect(freshness()).toBe('Offline: showing what was here on November 20');
});

it('says when this phone has seen nothing yet', () => {
	connection.online = false;
	connection.heardAt = 0;

	expect(freshness()).toContain('has not seen');
});
