/** Time zones as people look for them: by city or country, the likeliest first. */
import { matches } from '@/core/fold';
import { locale } from '@/core/words';

export interface Zone {
	name: string;
	/** "GMT+1". */
	offset: string;
}

const MOST = 30;
const names = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];

/** Zones whose city or country begins with what is written; nothing written gives the likeliest. */
export function zonesMatching(query: string, own: string): Zone[] {
	const found = query.trim() ? names.filter((name) => matches(name, query)) : [...new Set([own, 'UTC'])];
	return found
		.sort((one, other) => rank(one, query) - rank(other, query))
		.slice(0, MOST)
		.map((name) => ({ name, offset: offsetOf(name) }));
}

export function isZone(name: string): boolean {
	return names.includes(name);
}

/** "Europe/Brussels" as people say it. */
export function zoneName(name: string): string {
	return name.replaceAll('_', ' ').split('/').reverse().join(', ');
}

/** A match of the city stands before one of the continent. */
function rank(name: string, query: string): number {
	return matches(name.split('/').at(-1) ?? '', query) ? 0 : 1;
}

function offsetOf(timeZone: string): string {
	const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longOffset' }).formatToParts();
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
