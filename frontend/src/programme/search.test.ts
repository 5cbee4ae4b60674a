import { describe, expect, it, vi } from 'vitest';
import { aProgramme, aRoom, aSession, aSlot, aSpeaker } from './programme.fixture';
import { Finder } from './search';

const zoe = aSpeaker('Zoë Brontë');
const room = aRoom('Social Centre');
const programme = aProgramme({
	speaker: [zoe],
	room: [room],
	session: [
		aSession('Meet the bloggers: who reads us', [aSlot('10:00', { room_id: room.id }), aSlot('14:00')]),
		aSession('Quiet alarms', [aSlot('11:00')], { speaker_ids: [zoe.id] }),
		aSession('The night shift', [aSlot('12:00')], {
			abstract: '<p>On <b>alarms</b> &amp; fatigue</p>',
			tags: ['wards'],
		}),
	],
});
const finder = Finder.of(programme);
const titles = (query: string) => finder.find(query).sessions.map((showing) => showing.session.title);

describe('a search', () => {
	it('finds while one types', () => {
		expect(titles('blog')).toEqual(['Meet the bloggers: who reads us']);
	});

	it('does without accents', () => {
		const { speakers, sessions } = finder.find('zoe bronte');

		expect(speakers).toEqual([zoe]);
		expect(sessions.map((showing) => showing.session.title)).toEqual(['Quiet alarms']);
	});

	it.each([['bloger'], ['blogegrs'], ['quite'], ['alrams']])(
		'forgives the wrong letters of "%s"',
		(query) => {
			expect(titles(query)).not.toEqual([]);
		},
	);

	it('takes short words by their letters', () => {
		expect(titles('zot')).toEqual([]);
	});

	it('wants every word', () => {
		expect(titles('quiet night')).toEqual([]);
	});

	it('finds rooms, and what is in them', () => {
		const { rooms, sessions } = finder.find('social');

		expect(rooms).toEqual([room]);
		expect(sessions).toHaveLength(1);
	});

	it('finds tags', () => {
		expect(titles('wards')).toEqual(['The night shift']);
	});

	it('finds nothing for nothing', () => {
		expect(finder.find('  ')).toEqual({ speakers: [], rooms: [], sessions: [], mentioned: [] });
	});

	it('finds apart what only the text speaks of, without its markup', async () => {
		await vi.waitFor(() => {
			const mentioned = (query: string) =>
				finder.mentioned(query, finder.find(query)).map((showing) => showing.session.title);

			expect(mentioned('alarms')).toEqual(['The night shift']);
			expect(mentioned('fatigue')).toEqual(['The night shift']);
			expect(mentioned('amp')).toEqual([]);
		});
	});
});
