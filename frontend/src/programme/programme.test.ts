import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from '@/core/api';
import { forget } from '@/core/kept';
import { serverAnswers } from '@/core/server.fixture';
import { aMeeting, aSession, aSlot, frameOf } from './programme.fixture';
import { Programme } from './programme.svelte';

const WHERE = 'GET /api/meetings/2026/programme';
const first = aSession('First', [aSlot('10:00')]);
const second = aSession('Second', [aSlot('09:00')]);
const titles = (programme: Programme) => programme.showings.map((showing) => showing.session.title);

beforeEach(() => forget('shared'));

describe('a programme', () => {
	it('comes from the server and stays on the phone', async () => {
		serverAnswers({ [WHERE]: { body: frameOf({ session: [first, second] }) } });
		await new Programme('2026').refresh();

		serverAnswers({ [WHERE]: 'away' });
		const offline = new Programme('2026');
		await vi.waitFor(async () => {
			await offline.open();
			await offline.refresh();
			expect(titles(offline)).toEqual(['Second', 'First']);
		});
		expect(offline.trouble).toBeInstanceOf(Unreachable);
		expect(offline.here).toBe(true);
	});

	it('asks only for what changed', async () => {
		const asked = serverAnswers({
			[WHERE]: ({ search }) =>
				search
					? { body: frameOf({ session: [{ ...first, title: 'Renamed' }] }, { since: 1000, head: 1001 }) }
					: { body: frameOf({ session: [first, second] }) },
		});
		const programme = new Programme('2026');

		await programme.refresh();
		await programme.refresh();

		expect(asked.map(({ search }) => search)).toEqual(['', '?since=1000']);
		expect(titles(programme)).toEqual(['Second', 'Renamed']);
	});

	it('asks for the whole when it missed something', async () => {
		let head = 1000;
		serverAnswers({
			[WHERE]: ({ search }) =>
				search
					? { body: frameOf({}, { since: 1500, head: 1501 }) }
					: { body: frameOf({ session: [first] }, { head: (head += 1) }) },
		});
		const programme = new Programme('2026');

		await programme.refresh();
		await programme.refresh();

		expect(programme.stream.head).toBe(1002);
	});

	it('does not go back to an answer that newer news overtook', async () => {
		const programme = new Programme('2026');
		programme.stream.take(frameOf({ session: [first] }, { head: 17 }));
		serverAnswers({
			[WHERE]: () => {
				const newer = frameOf({ session: [{ ...first, title: 'Renamed' }] }, { since: 17, head: 18 });
				programme.stream.take(newer);
				return { body: { ...frameOf({ session: [first] }, { head: 17 }), reset: true } };
			},
		});

		await programme.refresh();

		expect([titles(programme), programme.stream.head]).toEqual([['Renamed'], 18]);
	});

	it('says that there is none, in the words of the server', async () => {
		serverAnswers({ [WHERE]: { status: 404, body: { detail: 'There is no such meeting.' } } });
		const programme = new Programme('2026');

		await programme.refresh();

		expect(programme.trouble).toBeInstanceOf(Refusal);
		expect(programme.trouble?.message).toBe('There is no such meeting.');
	});

	it('reads its days on the wall of the meeting', async () => {
		const late = aSession('Late', [aSlot('02:30', { day: '2026-12-02' })]);
		const meeting = aMeeting({ timezone: 'America/Chicago' });
		serverAnswers({ [WHERE]: { body: frameOf({ meeting, session: [late] }) } });
		const programme = new Programme('2026');

		await programme.refresh();

		expect(programme.days).toEqual(['2026-12-01']);
	});
});
