import { describe, expect, it } from 'vitest';
import { Stream, type Frame, type StreamRecord } from './stream.svelte';

interface Named extends StreamRecord {
	name?: string;
}
interface Kinds {
	room: Named;
	session: Named;
}

const frame = (since: number, head: number, records: Frame<Kinds>['records'] = {}): Frame<Kinds> => ({
	stream: 'meeting:3',
	since,
	head,
	records,
});
const names = (stream: Stream<Kinds>) => [...stream.of('room').values()].map((room) => room.name);

function aStream(): Stream<Kinds> {
	const stream = new Stream<Kinds>();
	stream.take(
		frame(0, 10, {
			room: [
				{ id: 1, rev: 4, name: 'Hall A' },
				{ id: 2, rev: 9, name: 'Hall B' },
			],
		}),
	);
	return stream;
}

describe('a stream', () => {
	it('takes a snapshot and knows how far it has heard', () => {
		const stream = aStream();

		expect(names(stream)).toEqual(['Hall A', 'Hall B']);
		expect(stream.head).toBe(10);
	});

	it('takes what changed since', () => {
		const stream = aStream();

		expect(stream.take(frame(10, 11, { room: [{ id: 1, rev: 11, name: 'Aula' }] }))).toBe('taken');
		expect(names(stream)).toEqual(['Aula', 'Hall B']);
	});

	it('never lets older news overwrite newer', () => {
		const stream = aStream();

		expect(stream.take(frame(0, 9, { room: [{ id: 1, rev: 4, name: 'old' }] }))).toBe('known');
		expect(stream.take(frame(8, 10))).toBe('known');
		expect(names(stream)).toEqual(['Hall A', 'Hall B']);
	});

	it('learns a record ahead of its frame, and lets no late frame take it back', () => {
		const stream = aStream();

		expect(stream.learn('room', { id: 1, rev: 12, name: 'Aula' })).toBe(true);
		expect(stream.head).toBe(10);
		stream.take(frame(10, 11, { room: [{ id: 1, rev: 11, name: 'Hall C' }] }));
		expect(names(stream)).toEqual(['Aula', 'Hall B']);
		stream.take(frame(11, 13, { room: [{ id: 1, rev: 13, name: 'Hall D' }] }));
		expect(names(stream)).toEqual(['Hall D', 'Hall B']);
	});

	it('learns nothing that it has heard already', () => {
		const stream = aStream();

		expect(stream.learn('room', { id: 1, rev: 4, name: 'old' })).toBe(false);
		expect(names(stream)).toEqual(['Hall A', 'Hall B']);
	});

	it('tells of a gap instead of skipping it', () => {
		const stream = aStream();

		expect(stream.take(frame(12, 13, { room: [{ id: 1, rev: 13, name: 'Aula' }] }))).toBe('gap');
		expect(stream.head).toBe(10);
	});

	it('forgets a record that was removed', () => {
		const stream = aStream();

		stream.take(frame(10, 12, { room: [{ id: 2, rev: 12, removed: true }] }));

		expect(names(stream)).toEqual(['Hall A']);
	});

	it('starts again from a reset, even one with a lower head', () => {
		const stream = aStream();

		expect(stream.take({ ...frame(10, 5, { session: [{ id: 7, rev: 5 }] }), reset: true })).toBe('taken');
		expect(names(stream)).toEqual([]);
		expect([...stream.of('session').keys()]).toEqual([7]);
		expect(stream.head).toBe(5);
	});

	it('does not go back to a reset that newer news overtook', () => {
		const stream = aStream();
		const asked = stream.head;
		stream.take(frame(10, 11, { room: [{ id: 1, rev: 11, name: 'Aula' }] }));

		const reset = { ...frame(0, 10, { room: [{ id: 1, rev: 4, name: 'Hall A' }] }), reset: true };

		expect(stream.take(reset, asked)).toBe('known');
		expect([names(stream), stream.head]).toEqual([['Aula', 'Hall B'], 11]);
		expect(stream.take({ ...reset, head: 12 }, asked)).toBe('taken');
	});

	it('can be kept and taken again', () => {
		const again = new Stream<Kinds>();

		again.take(aStream().whole());

		expect(names(again)).toEqual(['Hall A', 'Hall B']);
		expect(again.head).toBe(10);
	});
});
