import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { clock } from '@/core/clock.svelte';
import { Browse } from './browse.svelte';
import { aProgramme, aRoom, aSession, aSlot, aTrack, at } from './programme.fixture';
import { stars } from './stars.svelte';

const TUESDAY = '2026-12-01';
const WEDNESDAY = '2026-12-02';
const hall = aRoom('Hall A');
const track = aTrack('Operations');
const first = aSession('First', [aSlot('10:00', { room_id: hall.id })], { track_id: track.id });
const second = aSession('Second', [aSlot('11:00'), aSlot('09:00', { day: WEDNESDAY })], { kind: 'panel' });
const third = aSession('Third', [aSlot('10:00', { day: WEDNESDAY, room_id: hall.id })]);

let browse: Browse;
const titles = () => browse.ofDay.map((showing) => showing.session.title);

beforeEach(() => {
	clock.now = at('10:00', '2026-11-01');
	browse = new Browse(aProgramme({ room: [hall], track: [track], session: [first, second, third] }));
});

describe('the day', () => {
	it('is the first one before the meeting', () => {
		expect(browse.day).toBe(TUESDAY);
	});

	it('is today during the meeting, until another is chosen', () => {
		clock.now = at('08:00', WEDNESDAY);
		expect(browse.day).toBe(WEDNESDAY);

		browse.go(TUESDAY);
		expect(titles()).toEqual(['First', 'Second']);
	});

	it('asked for again, brings the reader to now', () => {
		browse.go(TUESDAY);
		browse.go(TUESDAY);

		expect(browse.nowAsked).toBe(2);
	});
});

describe('filters', () => {
	it('narrow the day, and say how many other days have', () => {
		browse.toggle('kind', 'panel');

		expect(titles()).toEqual(['Second']);
		expect([...browse.perDay]).toEqual([
			[TUESDAY, 1],
			[WEDNESDAY, 1],
		]);
	});

	it('widen within a facet and narrow across facets', () => {
		browse.toggle('kind', 'panel');
		browse.toggle('kind', 'talk');
		expect(titles()).toEqual(['First', 'Second']);

		browse.toggle('room', String(hall.id));
		expect(titles()).toEqual(['First']);
	});

	it('find what has no value', () => {
		browse.toggle('track', '');

		expect(titles()).toEqual(['Second']);
	});

	it('leave only mine', () => {
		stars.toggle(second.id);
		browse.mine = true;

		expect(titles()).toEqual(['Second']);
		stars.toggle(second.id);
		expect(titles()).toEqual([]);
	});

	it('go away together', () => {
		browse.only('track', String(track.id));
		expect(browse.narrowed).toBe(true);

		browse.clear();
		expect(browse.narrowed).toBe(false);
		expect(titles()).toEqual(['First', 'Second']);
	});
});

it('finds once it has read the programme', async () => {
	browse.query = 'thrid';
	expect(browse.findings).toBeUndefined();

	await browse.read();

	expect(browse.findings?.sessions.map((showing) => showing.session.title)).toEqual(['Third']);
	expect(browse.lookedEverywhere).toBe(false);
	browse.readTexts();
	expect(browse.lookedEverywhere).toBe(true);
});
