import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me } from '@/contract';
import { serverAnswers } from '@/core/server.fixture';
import { me } from './me.svelte';
import { safePath, SignIn } from './signIn.svelte';

const maya = { id: 12, name: 'Maya Kessler', email: 'maya@example.org' } as Me;
let signIn: SignIn;

beforeEach(() => {
	me.person = null;
	signIn = new SignIn();
	signIn.email = ' maya@example.org ';
});
afterEach(() => signIn.stop());

describe('signing in', () => {
	it('sends a code, then takes it', async () => {
		const asked = serverAnswers({
			'POST /api/sign-in': { status: 202, body: {} },
			'POST /api/sign-in/code': { body: maya },
		});

		expect(await signIn.sendCode()).toBe(true);
		signIn.code = '123 456';
		expect(await signIn.useCode()).toBe(true);

		expect(asked.map(({ body }) => body)).toEqual([
			{ email: 'maya@example.org' },
			{ email: 'maya@example.org', code: '123456' },
		]);
		expect(me.person).toEqual(maya);
	});

	it('lets another code be asked for after half a minute', async () => {
		serverAnswers({ 'POST /api/sign-in': { status: 202, body: {} } });

		await signIn.sendCode();

		expect(signIn.resendIn).toBe(30);
	});

	it('says at the field what is wrong with the address', async () => {
		const problem = { detail: 'Some fields need another look.', errors: { email: ['This is no address.'] } };
		serverAnswers({ 'POST /api/sign-in': { status: 422, body: problem } });

		expect(await signIn.sendCode()).toBe(false);
		expect(signIn.trouble).toEqual({ field: 'email', text: 'This is no address.' });
	});

	it('says at the code what is wrong with it', async () => {
		serverAnswers({
			'POST /api/sign-in/code': {
				status: 401,
				body: { detail: 'That is not the code.', code: 'wrong_code' },
			},
		});

		await signIn.useCode();

		expect(signIn.trouble).toEqual({ field: 'code', text: 'That is not the code.' });
	});

	it('says where to type the code when the link was opened elsewhere', async () => {
		serverAnswers({ 'POST /api/sign-in/link': { status: 409, body: { detail: 'x', code: 'other_device' } } });

		await signIn.useLink('a-token-from-the-mail-of-another');

		expect(signIn.elsewhere).toBe(true);
		expect(signIn.trouble?.text).toContain('type the code from the mail there');
	});

	it('says that a link was used or is too old', async () => {
		serverAnswers({ 'POST /api/sign-in/link': { status: 401, body: { detail: 'x', code: 'wrong_code' } } });

		await signIn.useLink('a-token-from-an-old-mail');

		expect(signIn.spent).toBe(true);
		expect(signIn.trouble?.text).toContain('This link no longer works');
	});

	it('says that nobody answers', async () => {
		serverAnswers({ 'POST /api/sign-in': 'away' });

		await signIn.sendCode();

		expect(signIn.trouble?.text).toContain('cannot be reached');
	});

	it('offers nobody where this is no demo', async () => {
		serverAnswers({});

		await signIn.lookForDemo();

		expect(signIn.people).toEqual([]);
	});
});

it.each([
	['/m/2026/agenda', '/m/2026/agenda'],
	['/m/2026/programme?day=1', '/m/2026/programme?day=1'],
	[null, '/'],
	['', '/'],
	['https://evil.example/', '/'],
	['https:evil.example', '/'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['\t//evil.example', '/'],
	['javascript:alert(1)', '/'],
])('goes on from %j to %s', (next, path) => {
	expect(safePath(next)).toBe(path);
});
