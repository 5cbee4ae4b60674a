import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RosterEntry } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { forget } from '@/core/kept';
import { Outbox, type Entry } from '@/core/outbox.svelte';
import { DOOR, type Act } from './acts';
import { Door } from './door.svelte';
import { entry, inLine } from './roster.fixture';

vi.stubGlobal('crypto', webcrypto);

/** A server behind the door: takes what comes, unless there is no network or it says no. */
class Server {
	online = true;
	no: Refusal | undefined;
	readonly took: Act[] = [];
	readonly ids: string[] = [];

	send = ({ about, id }: Entry<Act>) => {
		if (!this.online) return Promise.reject(new Unreachable());
		if (this.no) return Promise.reject(this.no);
		this.took.push(about);
		this.ids.push(id);
		return Promise.resolve(about);
	};
}

let server: Server;
let outbox: Outbox;
let door: Door;
const ROSTER: RosterEntry[] = [entry(1, 'Ana Silva'), inLine(2, 'Tom Ferris'), entry(3, 'Zoë Lindqvist')];
const person = (id: number) => door.people.get(id)!;
const comesBack = () => ((server.online = true), dispatchEvent(new Event('online')));
const isSent = () => vi.waitFor(() => expect(outbox.waiting).toEqual([]));

connection.start();

beforeEach(async () => {
	await forget('mine');
	server = new Server();
	outbox = new Outbox();
	outbox.carries<Act, Act>(DOOR, () => Promise.resolve({ send: server.send, taken: () => undefined }));
	outbox.start();
	await outbox.belongsTo(12);
	const entries = new Map(ROSTER.map((one) => [one.id, one]));
	door = new Door({ panel: 3, entries }, outbox, '/m/one/panels/3/door');
});
afterEach(() => outbox.forget());

describe('a ticket that is scanned', () => {
	it('lets its person in, and is sent along for the server to look at', async () => {
		const text = 'FIRESIDE:1:1:Zm9yIHRlc3RzIG9ubHk';

		await door.scanned(text);
		await isSent();

		expect(door.shown?.verdict.kind).toBe('welcome');
		expect(server.took).toEqual([{ panel: 3, verb: 'came', signup: 1, ticket: text }]);
	});

	it('that is not good is shown, and nothing is sent', async () => {
		await door.scanned('FIRESIDE:2:2:Zm9yIHRlc3RzIG9ubHk');

		expect(door.shown?.verdict.kind).toBe('inLine');
		expect([server.took, outbox.waiting]).toEqual([[], []]);
	});
});

describe('without a network', () => {
	beforeEach(() => {
		server.online = false;
	});

	it('whoever comes is in on this phone, and sent later in the order they came', async () => {
		await door.came(person(3));
		await door.came(person(1));
		expect(door.counts({ seats: 4 })).toEqual({ seated: 0, came: 2, waiting: 1, free: 2 });

		comesBack();
		await isSent();
		expect(server.took.map((act) => 'signup' in act && act.signup)).toEqual([3, 1]);
	});

	it('what is undone before it was sent is never sent', async () => {
		await door.came(person(1));
		await vi.waitFor(() => expect(outbox.waiting[0]?.waited).toBe(true));
		await door.undo(person(1));

		expect(person(1).place).toBe('seated');
		comesBack();
		await isSent();
		expect(server.took).toEqual([]);
	});

	it('a second scan of the same ticket tells that it was used', async () => {
		const text = 'FIRESIDE:1:1:Zm9yIHRlc3RzIG9ubHk';
		await door.scanned(text);
		await door.scanned(text);

		expect(door.shown?.verdict.kind).toBe('already');
		expect(outbox.waiting).toHaveLength(1);
	});
});

describe('what was sent', () => {
	it('is undone by its own name, so that nothing else is', async () => {
		await door.came(person(1));
		await isSent();
		await door.undo({ ...person(1), place: 'came' });
		await isSent();

		expect(server.took.at(-1)).toEqual({
			panel: 3,
			verb: 'undo',
			signup: 1,
			undoes: server.ids[0],
			back: 'seated',
		});
	});

	it('and was refused stays as an answer until somebody has seen it', async () => {
		server.no = new Refusal(409, { code: 'no_free_seat', detail: 'All seats are taken.' });
		await door.letIn(person(2));
		await vi.waitFor(() => expect(door.answers).toHaveLength(1));

		expect(door.answers[0]?.told?.text).toBe('All seats are taken.');
		expect(person(2).place).toBe('waiting');
		await door.seen(door.answers[0]!);
		expect(door.answers).toEqual([]);
	});

	it('and was refused for a seat elsewhere is tried again as a swap', async () => {
		server.no = new Refusal(409, { code: 'overlapping', detail: 'They have a seat elsewhere.' });
		await door.letIn(person(2));
		await vi.waitFor(() => expect(door.answers).toHaveLength(1));
		server.no = undefined;

		await door.swap(door.answers[0]!, 8);
		await isSent();

		expect(server.took).toMatchObject([{ panel: 3, verb: 'walk_in', signup: 2, swapFrom: 8 }]);
		expect(door.answers).toEqual([]);
	});

	it('at another door does not show at this one', async () => {
		server.online = false;
		const about: Act = { panel: 4, verb: 'came', signup: 1 };
		await outbox.put<Act>({ kind: DOOR, what: '', href: '', about });

		expect([door.waiting, person(1).place]).toEqual([[], 'seated']);
	});
});
