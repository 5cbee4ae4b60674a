/**
 * What the on-screen keyboard leaves of the page. Where the browser lays it over the page, the page is made as high as
 * what can be seen; a reader who zooms in is left alone.
 */
export function keepAboveKeyboard(): () => void {
	const view = window.visualViewport;
	if (!view) return () => undefined;
	const { style } = document.documentElement;
	const look = () => {
		const covered = view.scale < 1.01 && view.height < innerHeight - 1;
		if (covered) style.setProperty('--seen', `${String(view.height)}px`);
		else style.removeProperty('--seen');
		if (covered && view.offsetTop > 0) scrollTo({ top: 0, behavior: 'instant' });
	};
	view.addEventListener('resize', look);
	view.addEventListener('scroll', look);
	look();
	return () => {
		view.removeEventListener('resize', look);
		view.removeEventListener('scroll', look);
		style.removeProperty('--seen');
	};
}
