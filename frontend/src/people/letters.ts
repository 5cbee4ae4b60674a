/** A letter's text in parts; addresses of our own become links that work here. */
interface Part {
	text: string;
	href?: string;
}

const ADDRESS = /(https?:\/\/\S+)/;

export function withLinks(text: string): Part[] {
	return text
		.split(ADDRESS)
		.map((part) => (ADDRESS.test(part) ? { text: part, href: part } : { text: part }));
}
