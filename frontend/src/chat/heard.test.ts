import { describe, expect, it } from 'vitest';
import type { LiveFrame, Message } from '@/contract';
import { aMessage, LENA } from './chat.fixture';
import { aChannel } from './around/chat.fixture';
import { EXCERPT, heardIn } from './heard';

const listed = aChannel({ id: 7, head: 40, last_number: 12, last_at: '2026-12-01T12:12:00Z' });

function frame(head: number, message: unknown[], channel: unknown[] = []): LiveFrame {
	return {
		stream: 'channel:7',
		since: head - 1,
		head,
		reset: false,
		records: { message, channel },
	} as LiveFrame;
}
const says = (number: number, more: Partial<Message> = {}) => aMessage(number, { author: LENA, ...more });

describe('a channel in the list', () => {
	it('moves with what is said in it, as it is read', () => {
		const mention = '<span class="mention" data-person="4">@Tom Okafor</span>';
		const said = says(13, { html: `<p>Come at <strong>one</strong>, ${mention}.</p>` });

		const after = heardIn(listed, frame(41, [said]));

		expect(after).toMatchObject({ head: 41, last_number: 13, last_at: said.at });
		expect(after.latest).toEqual({
			id: said.id,
			author: 'Lena Novak',
			excerpt: 'Come at one, @Tom Okafor.',
			photos: 0,
		});
	});

	it('tells the beginning of a long message, as the list of the server does', () => {
		const told = (html: string) => heardIn(listed, frame(41, [says(13, { html })])).latest?.excerpt;

		expect(told('😀'.repeat(EXCERPT))).toBe('😀'.repeat(EXCERPT));
		expect(told(`${'😀'.repeat(EXCERPT - 1)} and more`)).toBe(`${'😀'.repeat(EXCERPT - 1)}…`);
	});

	it('stays where it was when an older message changes or goes', () => {
		const after = heardIn(listed, frame(42, [says(9), { id: 1004, rev: 42, removed: true }]));

		expect(after).toEqual({ ...listed, head: 42 });
	});

	it('says nothing of what was said last once that is removed', () => {
		const latest = { id: 1012, author: 'Lena Novak', excerpt: 'Visit our booth.', photos: 0 };
		const gone = (id: number) => frame(43, [{ id, rev: 43, removed: true }]);

		expect(heardIn({ ...listed, latest }, gone(1011)).latest).toEqual(latest);
		expect(heardIn({ ...listed, latest }, gone(1012)).latest).toBeNull();
	});

	it('takes what its hosts changed, and keeps what only the list knows', () => {
		const after = heardIn(listed, frame(43, [], [{ id: 7, rev: 43, title: 'Drills', state: 'read_only' }]));

		expect(after).toMatchObject({ title: 'Drills', state: 'read_only', last_number: 12, members: 2 });
	});

	it('never goes back, whatever comes late', () => {
		expect(heardIn(listed, frame(39, [])).head).toBe(40);
	});
});
