import { describe, expect, it } from 'vitest';
import type { Panel } from '@/contract';
import { inOrder, standOf } from './state';

const NOW = Date.parse('2026-11-27T09:00:00Z');
const panel = (more: Partial<Panel> = {}) =>
	({
		title: 'Who reads us',
		starts_at: '2026-11-27T10:00:00Z',
		ends_at: '2026-11-27T11:00:00Z',
		cancelled: false,
		shut: false,
		opens_at: null,
		closes_at: null,
		draw_at: null,
		drawn_at: null,
		line_open: true,
		free: 3,
		...more,
	}) as Panel;

describe('how signing up stands', () => {
	it.each<[string, Partial<Panel>, string]>([
		['there are seats', {}, 'open'],
		['all are taken', { free: 0 }, 'line'],
		['all are taken and the line is closed', { free: 0, line_open: false }, 'full'],
		['a host closed it', { shut: true }, 'shut'],
		['it has not opened', { opens_at: '2026-11-27T09:00:01Z' }, 'opens'],
		['it opened just now', { opens_at: '2026-11-27T09:00:00Z' }, 'open'],
		['there will be a draw', { draw_at: '2026-11-27T09:30:00Z', free: 0 }, 'lottery'],
		['there was a draw', { draw_at: '2026-11-27T08:30:00Z', drawn_at: '2026-11-27T08:30:00Z' }, 'open'],
		['it ended by itself', { closes_at: '2026-11-27T08:00:00Z' }, 'ended'],
		['the panel is on', { starts_at: '2026-11-27T08:59:00Z' }, 'ended'],
		['the panel is over', { ends_at: '2026-11-27T09:00:00Z', shut: true }, 'over'],
		['it is cancelled', { cancelled: true, shut: true }, 'cancelled'],
		['it has no time yet', { starts_at: null, ends_at: null }, 'open'],
	])('when %s', (_, more, kind) => {
		expect(standOf(panel(more), NOW).kind).toBe(kind);
	});
});

it('puts what comes next first, one without a time last, and what is over behind, the last first', () => {
	const at = (title: string, starts_at: string | null, ends_at: string | null) =>
		panel({ title, starts_at, ends_at });
	const { ahead, over } = inOrder(
		[
			at('no time', null, null),
			at('later', '2026-11-27T14:00:00Z', '2026-11-27T15:00:00Z'),
			at('on', '2026-11-27T08:30:00Z', '2026-11-27T09:30:00Z'),
			at('first', '2026-11-26T08:00:00Z', '2026-11-26T09:00:00Z'),
			at('second', '2026-11-26T10:00:00Z', '2026-11-26T11:00:00Z'),
		],
		NOW,
	);

	expect(ahead.map(({ title }) => title)).toEqual(['on', 'later', 'no time']);
	expect(over.map(({ title }) => title)).toEqual(['second', 'first']);
});
