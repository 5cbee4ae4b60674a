import { words } from '@/core/words';

export const say = words({
	chat: 'Chat',
	guidelines: 'Guidelines',
	guidelinesHint: 'Everybody reads them before they write for the first time. A blank line begins a new one.',
	askAgain: 'Ask everybody again',
	askAgainHint: 'Whoever accepted the old ones reads the new ones before they write again.',
	welcome: 'Your welcome',
	welcomeHint: 'In your own words, shown to whoever has just come in',
	prompts: 'Questions to begin with',
	promptsText: 'A newcomer taps one of these and answers it among the introductions.',
	prompt: 'Question {place}',
	newcomers: 'Newcomers',
	newcomersText: 'For so many days after their first message, a newcomer may have at most:',
	days: 'Days',
	links: 'Links in a message',
	mentions: 'Mentions in a message',
	photos: 'Photos in a message',
	requests: 'Requests to write to somebody, in all',
	wrongNumber: 'Please give a whole number from 0 to {most}.',
	needsText: 'Please write something here.',
});
