import { words } from '@/core/words';

export const say = words({
	title: 'How was it?',
	text: 'The hosts see your stars and words, and no name.',
	stars: { one: '{count} star', other: '{count} stars' },
	inWords: 'In a few words, if you like',
	tooLong: 'Please keep this to {most} characters.',
	send: 'Send',
	change: 'Change',
	cancel: 'Leave it',
	thanks: 'Thank you: {stars}',
	waiting: 'waits for the network',
	what: 'How “{title}” was',
	told: '“{title}”: your rating has arrived.',
});
