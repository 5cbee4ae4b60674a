/** Ember is "act" or "live now"; amber waits or changed; moss is yours and good; rose is gone; night informs. */
export type Tone = 'quiet' | 'ember' | 'amber' | 'moss' | 'rose' | 'night';

const FOR_PEOPLE: readonly Tone[] = ['night', 'moss', 'amber', 'rose'];

/** The same tone for the same thing, every time. */
export function toneOf(seed: string | number): Tone {
	let sum = 0;
	for (const letter of String(seed)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
	return FOR_PEOPLE[sum % FOR_PEOPLE.length] ?? 'night';
}

/** "Maya Kessler" is MK; one name gives one letter. */
export function initialsOf(name: string): string {
	const parts = name.trim().split(/\s+/);
	const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map(
		(part) => [...(part ?? '')][0] ?? '',
	);
	return letters.join('').toLocaleUpperCase();
}
