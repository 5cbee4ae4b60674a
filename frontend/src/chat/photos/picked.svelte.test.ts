import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unreachable, type Refusal } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { forget } from '@/core/kept';
import { MOST, Picked, type Holder } from './picked.svelte';
import { sent, sentAway, unsent } from './sending';
import { shelf } from './shelf.svelte';
import { fitted, unfit } from './shrinking';
import { everySize, proportion } from './sizes';

/** A server for photos: takes each once, whatever is asked of it twice. */
class Desk {
	online = true;
	/** Refuses these by name. */
	refuses: string | undefined;
	/** By the id the phone gave it: its number and its words. */
	readonly took = new Map<string, { id: number; alt: string }>();
	asked = 0;

	answer(form: FormData): { status: number; body: unknown } {
		this.asked += 1;
		const [id, alt] = [String(form.get('client_id')), String(form.get('alt'))];
		const { name } = form.get('photo') as File;
		if (name === this.refuses) return { status: 415, body: { code: 'not_a_photo', detail: 'No photo.' } };
		const known = this.took.get(id) ?? { id: 100 + this.took.size, alt };
		this.took.set(id, known);
		return { status: 201, body: { ...known, width: 40, height: 30, colour: '#123456' } };
	}
}

let desk: Desk;

/** As much of a request as sends a form. */
class Sending {
	upload = {} as { onprogress?: (event: unknown) => void };
	onload?: () => void;
	onerror?: () => void;
	status = 0;
	response: unknown;
	address = '';
	open(method: string, path: string): void {
		this.address = `${method} ${path}`;
	}
	send(form: FormData): void {
		setTimeout(() => {
			expect(this.address).toBe('POST /api/photos');
			if (!desk.online) return this.onerror?.();
			const { status, body } = desk.answer(form);
			[this.status, this.response] = [status, body];
			this.onload?.();
		});
	}
}

beforeEach(() => {
	desk = new Desk();
	connection.online = true;
	vi.stubGlobal('XMLHttpRequest', Sending);
});
afterEach(async () => {
	shelf.forget();
	await forget('mine');
	vi.unstubAllGlobals();
});

class Draft implements Holder {
	photos: readonly string[] = $state.raw([]);
	changes = 0;
	changed = () => (this.changes += 1);
}

const file = (name = 'a.jpg', type = 'image/jpeg') => new File(['picture'], name, { type });
const standings = (picked: Picked) => picked.photos.map(({ standing }) => standing);
const settled = (picked: Picked, ...wanted: string[]) =>
	vi.waitFor(() => expect(standings(picked)).toEqual(wanted));

describe('what is picked', () => {
	it('is sent ahead once, and named in order when its message goes', async () => {
		const draft = new Draft();
		const picked = new Picked(draft);
		await picked.add([file(), file('b.jpg')]);
		await settled(picked, 'ready', 'ready');
		picked.move(draft.photos[1] ?? '', -1);
		await picked.describe(draft.photos[0] ?? '', '');

		expect(await sent(draft.photos)).toEqual([101, 100]);
		expect(desk.asked).toBe(2);
		await sentAway(draft.photos);
		expect(await shelf.open(draft.photos[0] ?? '')).toBeUndefined();
	});

	it('waits without a network, and goes with its message', async () => {
		connection.online = false;
		desk.online = false;
		const draft = new Draft();
		const picked = new Picked(draft);
		await picked.add([file()]);
		await picked.describe(draft.photos[0] ?? '', 'A roof');
		expect(standings(picked)).toEqual(['waits']);
		await expect(sent(draft.photos)).rejects.toThrow(Unreachable);

		desk.online = true;
		expect(await sent(draft.photos)).toEqual([100]);
		expect([...desk.took.values()]).toEqual([{ id: 100, alt: 'A roof' }]);
	});

	it('is found again by a page that opens later, and what the phone lost is left out', async () => {
		connection.online = false;
		const draft = new Draft();
		await new Picked(draft).add([file()]);
		const [kept] = draft.photos;
		shelf.forget();
		draft.photos = [...draft.photos, 'lost'];

		const later = new Picked(draft);
		await later.open();

		expect(draft.photos).toEqual([kept]);
		expect(standings(later)).toEqual(['waits']);
		await expect(sent(['lost'])).rejects.toMatchObject({ code: 'photo_lost' } satisfies Partial<Refusal>);
	});

	it('says what was refused and holds its message until that is gone', async () => {
		desk.refuses = 'a.jpg';
		const draft = new Draft();
		const picked = new Picked(draft);
		await picked.add([file(), file('b.jpg')]);
		await settled(picked, 'failed', 'ready');

		expect([picked.held, picked.photos[0]?.why]).toEqual([true, 'No photo.']);
		expect(picked.undescribed.map(({ id }) => id)).toEqual([draft.photos[1]]);
		await picked.remove(draft.photos[0] ?? '');
		expect([picked.held, standings(picked)]).toEqual([false, ['ready']]);
	});

	it('is as much as a message takes, and only what may be a photo', async () => {
		connection.online = false; // or what it sends ahead would reach the next test's desk
		const draft = new Draft();
		const picked = new Picked(draft);
		await picked.add([file('film.gif', 'image/gif')]);
		expect([picked.trouble, picked.ids.length]).toEqual(['film.gif moves. Only photos are taken here.', 0]);
		await picked.add(Array.from({ length: MOST + 3 }, () => file()));
		expect([picked.ids.length, picked.full]).toEqual([MOST, true]);
		expect(picked.trouble).toContain('10');
	});

	it('is sent anew when the server no longer has it', async () => {
		const draft = new Draft();
		await new Picked(draft).add([file()]);
		expect(await sent(draft.photos)).toEqual([100]);
		await unsent(draft.photos);
		desk.took.clear();

		await sent(draft.photos);

		expect(desk.asked).toBe(2);
	});
});

it('tells photos from what is none by what a phone says of them', () => {
	expect(unfit(file('a.svg', 'image/svg+xml'))).toBe('notAPhoto');
	expect(unfit(file('a.gif', 'image/gif'))).toBe('moving');
	expect(unfit(file('IMG_1.HEIC', ''))).toBeUndefined();
	expect(unfit(file('a.webp', 'image/webp'))).toBeUndefined();
});

it('makes large ones smaller in their own proportions, and shows them in a place of their own', () => {
	expect(fitted(4_032, 3_024)).toEqual([2_048, 1_536]);
	expect(fitted(10, 10)).toEqual([10, 10]);
	expect(fitted(100_000, 10)).toEqual([2_048, 1]);
	const photo = { id: 7, alt: '', width: 1_024, height: 2_048, colour: '' };
	expect(everySize(photo)).toBe('/api/photos/7/320 160w, /api/photos/7/1080 540w, /api/photos/7/2048 1024w');
	expect([proportion(photo), proportion({ width: 300, height: 100 })]).toEqual([0.7, 2.4]);
});
