/** What a browser has and jsdom lacks, for every test: a screen that is small, and stays as it is. */
globalThis.matchMedia = (media) =>
	Object.assign(new EventTarget(), {
		media,
		matches: false,
		onchange: null,
		addListener: () => undefined,
		removeListener: () => undefined,
	});
