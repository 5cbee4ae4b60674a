import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Me } from '@/contract';
import { keep } from '@/core/kept';
import type { Entry } from '@/core/outbox.svelte';
import { me } from '@/people';
import type { Act } from './acts';
import { carrier } from './carrier';
import { came, entry } from './roster.fixture';
import { Roster } from './roster.svelte';

it('an answer that comes before the door was opened changes its line, and no other that the phone kept', async () => {
	me.person = { id: 12 } as Me;
	const roster = [entry(1, 'Ana Silva'), entry(2, 'Tom Ferris'), entry(3, 'Zoë Lindqvist')];
	await keep('mine', 'roster:12:3', { stream: 'roster:3', since: 0, head: 40, records: { roster } });
	const about: Act = { panel: 3, verb: 'came', signup: 1 };

	const entries = [came(1, 'Ana Silva', '09:51', { rev: 41 })];
	await carrier.taken({ outcome: 'done', text: '', entries }, { about } as Entry<Act>, true);

	const later = new Roster(3, 12);
	await later.open();
	expect([...later.entries.values()].map(({ name, place }) => [name, place])).toEqual([
		['Ana Silva', 'came'],
		['Tom Ferris', 'seated'],
		['Zoë Lindqvist', 'seated'],
	]);
});
