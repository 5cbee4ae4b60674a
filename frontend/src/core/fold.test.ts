import { expect, it } from 'vitest';
import { matches } from './fold';

it('finds by the beginnings of words, in any order, without accents', () => {
	expect(matches('Kein Tränenmeer im Verarbeitungsverzeichnis', 'verarb tranen')).toBe(true);
	expect(matches('Petra Vondráčková', 'VONDRACK')).toBe(true);
	expect(matches('Petra Vondráčková', 'etra')).toBe(false);
	expect(matches('Anything', '  ')).toBe(true);
	expect(matches('America/New_York', 'new york')).toBe(true);
});
