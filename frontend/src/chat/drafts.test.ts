import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/contract';
import { forget, keep, kept } from '@/core/kept';
import { me, mine } from '@/people';
import { aMessage } from './chat.fixture';
import { Draft, draftOf } from './drafts.svelte';

const LENA = { id: 2, name: 'Lena Novak' };
const TOM = { id: 3, name: 'Tom Ferris' };
const earlier = { text: 'Half an hour of work', mentions: [LENA], photos: ['roof'], reply: aMessage(1) };

beforeEach(() => forget('mine'));

describe('what was written before', () => {
	it('comes before what stands in the field, which stays', () => {
		const draft = new Draft('12');
		draft.text = 'and more';
		draft.mentions = [TOM];
		draft.photos = ['stage'];

		draft.takeUp(earlier);

		expect(draft.text).toBe('Half an hour of work\nand more');
		expect([draft.mentions, draft.photos]).toEqual([
			[LENA, TOM],
			['roof', 'stage'],
		]);
		expect(draft.reply).toEqual(aMessage(1));
	});

	it('stands alone where nothing was written, and does not change what is answered', () => {
		const draft = new Draft('12');
		draft.reply = aMessage(2);

		draft.takeUp(earlier);

		expect([draft.text, draft.reply]).toEqual(['Half an hour of work', aMessage(2)]);
	});

	it('outlives a key that comes before the phone has read it', async () => {
		await keep('mine', 'draft:12', earlier);
		const draft = new Draft('12');
		const opened = draft.open();
		draft.text = 'and more';
		draft.changed();
		expect(await kept('mine', 'draft:12')).toMatchObject({ text: expect.stringContaining(earlier.text) });
		await opened;

		const text = 'Half an hour of work\nand more';
		expect(draft.text).toBe(text);
		draft.leave();
		await vi.waitFor(async () => expect(await kept('mine', 'draft:12')).toMatchObject({ text }));
	});
});

it('what is still being read when somebody else comes is not shown to them', async () => {
	await keep('mine', 'draft:12', earlier);
	const draft = new Draft('12');
	const opened = draft.open();

	draft.forget();
	await opened;

	expect(draft.isEmpty).toBe(true);
});

it('what was being changed goes on where it was left, and ends as it was said', async () => {
	const draft = new Draft('12');
	draft.change(aMessage(1));
	expect(draft.isChanging).toBe(false);
	draft.reword({ text: 'Said better', corrected: true });
	draft.leave();
	await vi.waitFor(async () =>
		expect(await kept('mine', 'draft:12')).toMatchObject({ edit: { corrected: true } }),
	);

	const later = new Draft('12');
	await later.open();
	expect([later.isChanging, later.edit?.text, later.isEmpty]).toEqual([true, 'Said better', true]);
	later.keepAsSaid();
	later.leave();

	await vi.waitFor(async () => expect(await kept('mine', 'draft:12')).toBeUndefined());
});

it('nobody finds what somebody else began to write on this phone', async () => {
	const comes = (id: number) => {
		me.take({ id, rev: 1, name: `Person ${String(id)}` } as Me);
		mine.belong();
	};
	comes(7);
	await keep('mine', 'draft:31', earlier);
	const draft = draftOf('30');
	await draft.open();
	draft.text = 'Between us: I want to leave the firm.';
	draft.changed();
	await vi.waitFor(async () => expect(await kept('mine', 'draft:30')).toBeDefined());

	me.take(null);
	comes(8);

	expect(draftOf('30').text).toBe('');
	const drafts = () => Promise.all([kept('mine', 'draft:30'), kept('mine', 'draft:31')]);
	await vi.waitFor(async () => expect(await drafts()).toEqual([undefined, undefined]));
	await vi.waitFor(async () => expect(await kept('mine', 'me')).toMatchObject({ id: 8 }));
});
