import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { serverAnswers } from '@/core/server.fixture';
import { aChannel } from './around/chat.fixture';
import { channels } from './channels.svelte';
import { LENA, SAM } from './chat.fixture';
import { talkOf } from './talks.svelte';
import { meetTypists, typistsIn } from './typists.svelte';

it('whoever is typing is called by name where one may ask, and among many only if the phone knows it', async () => {
	const asked = serverAnswers({
		'GET /api/people/2/card': { body: LENA },
		'GET /api/people/3/card': { status: 404, body: { detail: 'There is nobody here.' } },
	});
	const [hall, room] = [talkOf(70), talkOf(71)];
	hall.here.present(50);
	hall.here.types(LENA.id);
	meetTypists(hall);
	expect([typistsIn(hall), asked]).toEqual([[undefined], []]);

	for (const id of [LENA.id, 3]) room.here.types(id);
	meetTypists(room);
	meetTypists(room);

	await vi.waitFor(() => expect(typistsIn(room)).toEqual(['Lena', undefined]));
	expect(typistsIn(hall)).toEqual(['Lena']);
	expect(asked.map(({ what }) => what)).toEqual(['GET /api/people/2/card', 'GET /api/people/3/card']);
});

it('in a direct talk the phone knows who is typing', async () => {
	const direct = aChannel({ id: 72, kind: 'direct', with: SAM });
	const asked = serverAnswers({ 'GET /api/channels/72': { body: direct } });
	await channels.lookAt(72);
	const talk = talkOf(72);
	talk.here.types(SAM.id);

	meetTypists(talk);

	expect(typistsIn(talk)).toEqual(['Sam']);
	expect(asked).toHaveLength(1);
});
