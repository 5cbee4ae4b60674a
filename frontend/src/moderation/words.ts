/** What every part of moderation says in the same words. */
import { words } from '@/core/words';

export const say = words({
	back: 'Back',
	close: 'Close',
	unsent: 'What you wrote is not sent. Once more to throw it away.',
	tryAgain: 'Try again',
	loading: 'It is on its way',
	needsNetwork: 'The server is not heard, so nothing was changed.',

	message: 'Message',
	photo: 'Photo',
	question: 'Question',
	person: 'Profile',
	application: 'Application',

	nothing: 'Left as it is',
	removed: 'Removed',
	warned: 'Warned',
	restricted: 'Restricted',
	published: 'Published',
	withheld: 'Not published',
	granted: 'Appeal granted',
	upheld: 'Decision upheld',

	mute: 'May not write',
	ban: 'May not take part',
	no_photos: 'No photos',
	no_links: 'No links',
	hold_first: 'Messages wait for a look',
});
