import { words } from '@/core/words';

export const say = words({
	notices: 'Notices',
	back: 'Back',
	none: 'Nothing new for you',
	noneText: 'Seats that are offered to you, changes of your panels and what hosts tell you show here.',
	loading: 'Your notices are on their way',
	signIn: 'Sign in',
	signInTitle: 'Your notices wait behind the door',
	signInText: 'Sign in to see what concerns you.',
	waiting: 'Waits for the network',
	waitingSince: 'since {time}',
	told: 'What came of it',
	gotIt: 'Got it',
	takeBack: 'Take back',
	new: 'New',
	earlier: 'Earlier',
	fresh: 'New: {text}',
});
