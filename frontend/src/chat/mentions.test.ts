import { describe, expect, it } from 'vitest';
import { asSent, asWritten, nameBeingWritten, withName } from './mentions';

const ana = { id: 1, name: 'Ana' };
const anaMaria = { id: 2, name: 'Ana María Ruiz' };

describe('a mention', () => {
	it.each([
		['Hello @an', { at: 6, name: 'an' }],
		['@', { at: 0, name: '' }],
		['(@Ana Mar', { at: 1, name: 'Ana Mar' }],
		['write to ana@wards.example', undefined],
		['@Ana is here and', undefined],
	])('is looked for where a name begins: %s', (text, found) => {
		expect(nameBeingWritten(text, text.length)).toEqual(found);
	});

	it('takes the place of what was written, and the caret goes on after it', () => {
		expect(withName('Hi @an, well', 6, 3, ana)).toEqual({ text: 'Hi @Ana, well', caret: 7 });
		expect(withName('Hi @an well', 6, 3, ana)).toEqual({ text: 'Hi @Ana well', caret: 7 });
	});

	it('is sent by number, the longer name first, and only when it was chosen', () => {
		expect(asSent('@Ana María Ruiz and @Ana, not @Tom', [ana, anaMaria])).toBe('<@2> and <@1>, not @Tom');
	});

	it('is read by name again', () => {
		expect(asWritten('<@2> and <@1> and <@9>', [ana, anaMaria])).toBe('@Ana María Ruiz and @Ana and <@9>');
	});
});
