import { expect, it, vi } from 'vitest';
import { calendarAddress } from './calendarAddress.svelte';

it('keeps the address that was made although the answer to an earlier look comes late', async () => {
	const answers: Record<string, string | null> = {
		GET: null,
		POST: 'https://fireside.example/api/calendar/1',
	};
	const late: Record<string, number> = { GET: 20, POST: 1 };
	vi.stubGlobal('fetch', async ({ method }: Request) => {
		await new Promise((soon) => setTimeout(soon, late[method]));
		const headers = { 'Content-Type': 'application/json' };
		return new Response(JSON.stringify({ url: answers[method] }), { headers });
	});

	await Promise.all([calendarAddress.look(), calendarAddress.make()]);

	expect(calendarAddress.url).toBe(answers.POST);
});
