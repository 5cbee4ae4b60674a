import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { serverAnswers } from '@/core/server.fixture';
import { aChannel } from './around/chat.fixture';
import { channels } from './channels.svelte';
import { SAM } from './chat.fixture';
import { presentIn } from './present';
import { talkOf } from './talks.svelte';

it('a channel says about how many are here, or how many it has while one is alone', async () => {
	serverAnswers({ 'GET /api/channels/80': { body: aChannel({ id: 80, members: 12 }) } });
	const talk = talkOf(80);
	talk.here.present(3);
	expect(presentIn(talk)).toBe('');
	await channels.lookAt(80);

	const told = [1, 3, 20].map((people) => {
		talk.here.present(people);
		return presentIn(talk);
	});

	expect(told).toEqual(['12 members', '3 here', 'about 20 here']);
});

it('a direct talk promises of nobody that they are looking', async () => {
	const direct = aChannel({ id: 81, kind: 'direct', with: SAM });
	serverAnswers({ 'GET /api/channels/81': { body: direct } });
	await channels.lookAt(81);
	const talk = talkOf(81);

	talk.here.present(2);

	expect(presentIn(talk)).toBe('');
});
