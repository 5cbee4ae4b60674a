const ENDS = /<(\/p|\/li|br|\/h\d)[^>]*>/g;

/** The words of clean HTML, on one line. */
export function plain(html: string): string {
	const page = new DOMParser().parseFromString(html.replace(ENDS, '$& '), 'text/html');
	return (page.body.textContent ?? '').replace(/\s+/g, ' ').trim();
}
