import { words } from '@/core/words';

/** What organisers read on the pages of everybody. */
export const deskWords = words({
	changeRoom: 'Change room',
	edit: 'Edit',
	close: 'Close',
	whichTime: 'Which of its times?',
	hereNow: 'Here now',
	taken: 'Taken until {time}: {title}',
	free: 'Free',
	seats: { one: '{count} seat', other: '{count} seats' },
	noRooms: 'There are no rooms yet. Add them at the organiser’s desk.',
	roomChanged: 'Now in {room}. Everybody sees it.',
	roomBack: 'Back where it was.',
	roomNotSent: 'There is no network, so nothing was changed. Try again when you have one.',
	undo: 'Undo',
	forOrganisers: 'For organisers',
});
