import { words } from '@/core/words';

export const say = words({
	skip: 'Skip to the page',
	main: 'Main',
	close: 'Close',
	newVersion: 'A new version is ready',
	reload: 'Reload',
	loading: 'The page is on its way',
	unknown: 'There is no page here',
	unknownText: 'The address may have a typing mistake, or the page has moved.',
	toStart: 'To the start',
	unloadable: 'This page could not be loaded',
	unloadableText: 'The network may be away, or there is a newer version of the app.',
	broken: 'This page broke',
	brokenText: 'The fault is ours. Reload it; what you starred or saved is kept.',
	choose: 'What you choose shows here',
});
