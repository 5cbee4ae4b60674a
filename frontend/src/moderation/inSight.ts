const BAR = 96;

/** On a phone what was asked for stands below the question: whoever asks comes to see it, unless it is in sight already. */
export function inSight(part: HTMLElement): void {
	const { top } = part.getBoundingClientRect();
	if (top < BAR || top > innerHeight / 2) part.scrollIntoView({ block: 'start', behavior: 'smooth' });
}
