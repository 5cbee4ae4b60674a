import { webcrypto } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { peopleOf } from './people';
import { came, entry, inLine } from './roster.fixture';
import { told } from './saying';
import { digestOf, readTicket } from './ticket';
import { verdictOn } from './verdict';

const SIGNATURE = 'Zm9yIHRlc3RzIG9ubHk';
const ticket = (signup: number, number = signup, signature = SIGNATURE) =>
	`FIRESIDE:${String(signup)}:${String(number)}:${signature}`;
const HERS = ticket(2);

vi.stubGlobal('crypto', webcrypto);
const digest = await digestOf(readTicket(HERS)!);

const PEOPLE = peopleOf(
	[
		entry(2, 'Ana Silva', { ticket_digest: digest ?? null }),
		came(3, 'Tom Ferris', '09:51'),
		inLine(4, 'Priya Nair', { number: 12 }),
		inLine(5, 'Lena Wolf', { number: 17 }),
		entry(6, 'Olu Adeyemi', { place: 'missed' }),
		entry(7, 'Zoë Lindqvist', { number: -1 }),
	],
	[],
);
const kind = async (text: string) => (await verdictOn(text, PEOPLE)).kind;

describe('a scanned code', () => {
	it('lets in whoever has a seat, and blanks around it do no harm', async () => {
		expect(await kind(` ${HERS}\n`)).toBe('welcome');
	});

	it('lets in whoever was moved to the front of the line and has a seat again', async () => {
		expect(await kind(ticket(7, -1))).toBe('welcome');
	});

	it.each([
		['was used already', ticket(3), 'already'],
		['is of somebody who waits', ticket(5, 17), 'inLine'],
		['is of a seat that was released', ticket(6), 'seatless'],
		['is older than the seat', ticket(2, 1), 'outdated'],
		['is of nobody on the list', ticket(99), 'unknown'],
		['has a signature of another', ticket(2, 2, 'c29tZWJvZHkgZWxzZXM'), 'forged'],
		['is a web address', 'https://example.org/?FIRESIDE:2:2:abc', 'noTicket'],
		['is empty', '', 'noTicket'],
		['has a number that is none', `FIRESIDE:2:1e3:${SIGNATURE}`, 'noTicket'],
		['is far too long', `FIRESIDE:2:2:${'a'.repeat(5000)}`, 'noTicket'],
	])('that %s is told apart', async (_, text, expected) => {
		expect(await kind(text)).toBe(expected);
	});
});

describe('what the host reads', () => {
	const around = { time: () => '09:51', online: true, heardAt: '09:40' };
	const read = async (text: string, more = {}) => told(await verdictOn(text, PEOPLE), { ...around, ...more });

	it('is that the person is in, and without a network that the server has yet to look', async () => {
		expect(await read(HERS)).toMatchObject({ tone: 'moss', title: 'Ana Silva is in' });
		expect((await read(HERS, { online: false })).text).toContain('when there is a network');
	});

	it('is the place in line, counted among those who wait', async () => {
		expect((await read(ticket(5, 17))).text).toBe('They are 2nd in line.');
	});

	it('is when the ticket was used', async () => {
		expect((await read(ticket(3))).text).toBe('The ticket was used at 09:51.');
	});

	it('is, without a network, how old the list is that does not have the person', async () => {
		expect((await read(ticket(99), { online: false })).text).toContain('09:40');
	});
});
