import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { forget, keep } from '@/core/kept';
import { Draft, type Known } from './draft.svelte';

interface Form {
	title: string;
	note: string;
	tags: string[];
}

const START: Form = { title: 'Opening', note: '', tags: ['day one'] };

function adraft(save = vi.fn(echo), newest?: () => Promise<Known<Form>>) {
	const door = { key: 'draft:test', save, ...(newest ? { newest } : {}) };
	return { draft: new Draft<Form>({ form: START, rev: 3 }, door), save };
}

const echo = (changes: Partial<Form>): Promise<Known<Form>> =>
	Promise.resolve({ form: { ...START, ...changes }, rev: 4 });

beforeEach(() => forget('mine'));

describe('a draft', () => {
	it('sends only what changed, and what was seen', async () => {
		const { draft, save } = adraft();
		expect(await draft.save()).toBe(false);

		draft.form.title = 'The opening';
		draft.form.tags.push('all');

		expect(draft.changes).toEqual(['title', 'tags']);
		expect(await draft.save()).toBe(true);
		expect(save).toHaveBeenCalledExactlyOnceWith({ title: 'The opening', tags: ['day one', 'all'] }, 3);
		expect([draft.changed, draft.rev]).toEqual([false, 4]);
	});

	it('keeps what is typed while the answer is on its way', async () => {
		let answer: (known: Known<Form>) => void = () => undefined;
		const { draft } = adraft(vi.fn(() => new Promise<Known<Form>>((resolve) => (answer = resolve))));
		draft.form.title = 'One';
		const saving = draft.save();
		draft.form.note = 'typed since';
		answer({ form: { ...START, title: 'One' }, rev: 4 });
		await saving;

		expect(draft.form).toEqual({ title: 'One', note: 'typed since', tags: ['day one'] });
		expect(draft.changes).toEqual(['note']);
	});

	it('says plainly that there is no network, and keeps what was typed', async () => {
		const { draft } = adraft(vi.fn(() => Promise.reject(new Unreachable())));
		draft.form.title = 'At the door';

		expect(await draft.save()).toBe(false);
		expect(draft.trouble).toContain('no network');
		expect(draft.form.title).toBe('At the door');
	});

	it('ties what the server refuses to its field', async () => {
		const refusal = new Refusal(422, {
			detail: 'Some of this is wrong.',
			errors: { 'slots.0.minutes': ['Too long.'] },
		});
		const { draft } = adraft(vi.fn(() => Promise.reject(refusal)));
		draft.form.title = 'X';
		await draft.save();

		expect(draft.trouble).toBe('Some of this is wrong.');
		expect(draft.errorsIn('slots')).toEqual([['0.minutes', 'Too long.']]);
	});

	it('comes back after the page was closed', async () => {
		vi.useFakeTimers();
		const { draft } = adraft();
		draft.form.note = 'half a sentence';
		draft.remember();
		await vi.advanceTimersByTimeAsync(1000);
		vi.useRealTimers();
		await vi.waitFor(async () => {
			const { draft: again } = adraft();
			await again.open();
			expect(again.form.note).toBe('half a sentence');
			expect(again.typedAt).toBeGreaterThan(0);
		});
	});

	it('comes back when the page was left right after the last key', async () => {
		connection.start();
		const { draft } = adraft();
		draft.form.note = 'half a sentence';
		draft.remember();

		vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
		document.dispatchEvent(new Event('visibilitychange'));

		const { draft: again } = adraft();
		await again.open();
		expect(again.form.note).toBe('half a sentence');
	});

	it('does not come back once what was typed was taken back', async () => {
		await keep('mine', 'draft:test', { base: { form: START, rev: 3 }, changes: { note: 'no' }, at: 1 });
		const { draft } = adraft();
		await draft.open();
		expect(draft.form.note).toBe('no');

		draft.form.note = '';
		draft.remember();

		const { draft: again } = adraft();
		await again.open();
		expect([again.form.note, again.typedAt]).toEqual(['', undefined]);
	});
});

describe('when somebody else saved meanwhile', () => {
	const theirs: Known<Form> = { form: { ...START, title: 'Their opening', tags: ['day two'] }, rev: 9 };

	it('an untouched form simply follows', () => {
		const { draft } = adraft();
		draft.meet(theirs);

		expect(draft.form).toEqual(theirs.form);
		expect(draft.meanwhile).toBeUndefined();
	});

	it('shows what changed and lets one choose where both did', async () => {
		const outdated = new Refusal(409, { code: 'outdated' });
		const save = vi.fn(echo).mockRejectedValueOnce(outdated);
		const { draft } = adraft(save, () => Promise.resolve(theirs));
		draft.form.title = 'My opening';
		draft.form.note = 'mine';

		expect(await draft.save()).toBe(false);
		expect(draft.meanwhile).toEqual([
			{ field: 'title', was: 'Opening', theirs: 'Their opening', mine: 'My opening' },
			{ field: 'tags', was: ['day one'], theirs: ['day two'] },
		]);
		expect(draft.form).toEqual({ title: 'My opening', note: 'mine', tags: ['day two'] });

		expect([draft.colliding, await draft.save()]).toEqual([true, false]);
		draft.takeTheirs('title');
		expect(draft.meanwhile).toBeUndefined();
		expect(draft.changes).toEqual(['note']);

		await draft.save();
		expect(save).toHaveBeenLastCalledWith({ note: 'mine' }, 9);
	});

	it('keeps mine when told so', () => {
		const { draft } = adraft();
		draft.form.title = 'My opening';
		draft.meet(theirs);
		draft.keepMine('title');

		expect(draft.form.title).toBe('My opening');
		expect(draft.changes).toEqual(['title']);
	});
});
