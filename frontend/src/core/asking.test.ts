import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal, Unreachable } from './api';
import { Asked, Deed } from './asking.svelte';

const noNetwork = () => Promise.reject(new Unreachable());

it('without a network what was asked for is not loaded, and only what was to be done is not changed', async () => {
	const asked = new Asked(noNetwork);
	const deed = new Deed();

	await Promise.all([asked.refresh(), deed.do(noNetwork)]);

	expect(asked.trouble).toBe('There is no network, so this could not be loaded.');
	expect(deed.trouble).toMatch('nothing was changed');
});

it('a refusal is told in its own words, and forgotten once it is told', async () => {
	let refused = true;
	const refusal = new Refusal(403, { detail: 'This is for hosts.' });
	const asked = new Asked(() => (refused ? Promise.reject(refusal) : Promise.resolve('told')));

	await asked.refresh();
	expect([asked.now, asked.trouble]).toEqual([undefined, 'This is for hosts.']);

	refused = false;
	await asked.refresh();
	expect([asked.now, asked.trouble]).toEqual(['told', '']);
});

describe('asked twice at once', () => {
	interface Late {
		tell: (answer: string) => void;
		fail: () => void;
	}
	let answers: Late[];
	let asked: Asked<string>;
	let both: Promise<unknown>;

	beforeEach(() => {
		answers = [];
		asked = new Asked(
			() => new Promise((tell, refuse) => answers.push({ tell, fail: () => refuse(new Unreachable()) })),
		);
		both = Promise.all([asked.refresh(), asked.refresh()]);
		answers[1]?.tell('newer');
	});

	it('shows the newer answer, also when the older one comes after it', async () => {
		answers[0]?.tell('older');
		await both;

		expect(asked.now).toBe('newer');
	});

	it('tells no trouble of the older question once the newer one is answered', async () => {
		answers[0]?.fail();
		await both;

		expect([asked.now, asked.trouble]).toEqual(['newer', '']);
	});
});
