import { describe, expect, it } from 'vitest';
import type { Entry } from '@/core/outbox.svelte';
import { aMessage } from './chat.fixture';
import { meantBy, namedIn, photosIn, withoutExcerpt, withoutGone, withoutMeant } from './cleansing';
import type { Sent } from './shapes';
import { Talking, type TalkFrame } from './talking.svelte';

const MARKER = 'Visit our booth 4411';
const photo = { id: 5, width: 4, height: 3, alt: MARKER, colour: '#000' };
const quote = { id: 1001, number: 1, name: 'Sam Rios', excerpt: MARKER, photos: 0, removed: false };
const pitch = aMessage(1, { text: MARKER, photos: [photo] });
const answered = aMessage(2, { reply_to: quote });
const other = aMessage(3);
const page: TalkFrame = {
	stream: 'channel:7',
	since: 0,
	head: 3,
	records: { message: [pitch, answered, other] },
};
const gone = new Set([pitch.id]);

describe('what this phone keeps of a channel', () => {
	it('names what it shows, also in quotes', () => {
		expect(namedIn(page)).toEqual([1001, 1002, 1001, 1003]);
	});

	it('holds nothing of what was removed, and all of the rest', () => {
		const after = withoutGone(page, gone);

		expect(JSON.stringify(after)).not.toContain(MARKER);
		expect(after?.records.message?.map(({ id }) => id)).toEqual([1002, 1003]);
		expect(photosIn(page, gone)).toEqual([photo]);
		expect(withoutGone(page, new Set([9]))).toBeUndefined();
	});
});

it('shows nothing of it in what is being written, and leaves the rest of that', () => {
	const edit = { message: pitch, text: `${MARKER}, upstairs`, mentions: [], corrected: false };
	const draft = { text: 'Which one?', reply: pitch, edit };

	const after = withoutMeant(draft, gone);

	expect(meantBy(draft)).toEqual([1001, 1001]);
	expect(JSON.stringify(after)).not.toContain(MARKER);
	expect(after?.text).toBe('Which one?');
	expect(withoutMeant({ ...draft, reply: other }, gone)?.reply).toBe(other);
	expect(withoutMeant({ reply: other }, gone)).toBeUndefined();
});

it('shows nothing of it in what waits to be sent', () => {
	const reply = { id: 1001, number: 1, name: 'Sam Rios', excerpt: MARKER };
	const entry = { id: 'a', kind: 'message', about: { text: 'Which one?', reply } } as unknown as Entry<Sent>;

	const after = withoutExcerpt(entry, gone);

	expect(JSON.stringify(after)).not.toContain(MARKER);
	expect(after?.about.reply?.id).toBe(1001);
});

it('is gone from what is on the screen, wherever it was heard, and back when it is put back', () => {
	const talking = new Talking();
	talking.take(page);

	talking.lose(gone);

	expect(JSON.stringify(talking.shown)).not.toContain(MARKER);
	expect(talking.shown.map(({ number }) => number)).toEqual([1, 2, 3]);
	talking.take({ ...page, since: 3, head: 4, records: { message: [{ ...pitch, rev: 4 }] } });
	expect(talking.withId(pitch.id)?.text).toBe(MARKER);
});
