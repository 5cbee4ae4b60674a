import { say } from './words';

/** What the tools of a text are called. */
export const RICH_NAMES = {
	bold: say('bold'),
	italic: say('italic'),
	list: say('list'),
	link: say('link'),
	address: say('linkUrl'),
	set: say('setLink'),
};
