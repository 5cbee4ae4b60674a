import { beforeEach, expect, it, vi } from 'vitest';
import { answer, api, onSignedOut, Refusal, Unreachable } from './api';
import { connection } from './connection.svelte';
import { serverAnswers } from './server.fixture';

beforeEach(() => {
	connection.online = true;
	connection.heardAt = 0;
});

it('gives what the server said, and remembers that it was heard', async () => {
	serverAnswers({ 'GET /api/me/devices': { body: [] } });

	expect(await answer(api.GET('/api/me/devices'))).toEqual([]);
	expect(connection.heardAt).toBeGreaterThan(0);
});

it('turns a refusal into its sentence and its fields', async () => {
	const problem = {
		detail: 'Some fields need another look.',
		code: 'invalid',
		errors: { email: ['No address.'] },
	};
	serverAnswers({ 'POST /api/sign-in': { status: 422, body: problem } });

	const asking = answer(api.POST('/api/sign-in', { body: { email: 'x' } }));

	await expect(asking).rejects.toThrow(Refusal);
	await expect(asking).rejects.toMatchObject({
		message: 'Some fields need another look.',
		code: 'invalid',
		fields: { email: ['No address.'] },
	});
});

it('tells who listens that we are signed out', async () => {
	serverAnswers({ 'GET /api/me/devices': { status: 401, body: { detail: 'Sign in first.' } } });
	const tell = vi.fn();
	onSignedOut(tell);

	await expect(answer(api.GET('/api/me/devices'))).rejects.toThrow('Sign in first.');
	expect(tell).toHaveBeenCalledOnce();
});

it.each([['away' as const], [{ status: 502, body: '<h1>Bad Gateway</h1>' }], [{ status: 503 }]])(
	'says that nobody answers when the server is away',
	async (silence) => {
		serverAnswers({ 'GET /api/me/devices': silence });

		await expect(answer(api.GET('/api/me/devices'))).rejects.toThrow(Unreachable);
		expect(connection.online).toBe(false);
	},
);

it('tells a busy server from one that is away', async () => {
	serverAnswers({ 'GET /api/me/devices': { status: 503, body: { detail: 'The server is busy.' } } });

	await expect(answer(api.GET('/api/me/devices'))).rejects.toThrow('The server is busy.');
	expect(connection.online).toBe(true);
});

it('has a sentence for a fault that comes without one', async () => {
	serverAnswers({ 'GET /api/me/devices': { status: 500, body: '<h1>Internal Server Error</h1>' } });

	await expect(answer(api.GET('/api/me/devices'))).rejects.toThrow('The server could not answer this.');
});
