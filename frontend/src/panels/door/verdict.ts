/** What the phone can say of a scanned code by itself, with the roster it has. The server has the last word. */
import type { People, Person } from './people';
import { positionOf } from './people';
import { digestOf, readTicket, type Ticket } from './ticket';

export type Verdict =
	| { kind: 'welcome'; person: Person; ticket: Ticket }
	| { kind: 'already'; person: Person }
	| { kind: 'inLine'; person: Person; position: number }
	| { kind: 'seatless'; person: Person }
	/** A newer ticket of the same person is good; this one was given back. */
	| { kind: 'outdated'; person: Person }
	| { kind: 'forged' }
	| { kind: 'unknown' }
	| { kind: 'noTicket' };

export async function verdictOn(text: string, people: People): Promise<Verdict> {
	const ticket = readTicket(text);
	if (!ticket) return { kind: 'noTicket' };
	const person = people.get(ticket.signup);
	if (!person) return { kind: 'unknown' };
	if (person.number !== ticket.number) return { kind: 'outdated', person };
	if (await isForged(ticket, person)) return { kind: 'forged' };
	return byPlace(ticket, person, people);
}

async function isForged(ticket: Ticket, { ticket_digest }: Person): Promise<boolean> {
	if (!ticket_digest) return false;
	const digest = await digestOf(ticket);
	return digest !== undefined && digest !== ticket_digest;
}

function byPlace(ticket: Ticket, person: Person, people: People): Verdict {
	switch (person.place) {
		case 'seated':
			return { kind: 'welcome', person, ticket };
		case 'came':
			return { kind: 'already', person };
		case 'waiting':
		case 'offered':
			return { kind: 'inLine', person, position: positionOf(people, person) };
		default:
			return { kind: 'seatless', person };
	}
}
