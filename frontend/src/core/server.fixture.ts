/** A server for tests: answers by "GET /api/start", and remembers what it was asked. */
import { vi } from 'vitest';

interface Asked {
	what: string;
	search: string;
	body: unknown;
}
interface Given {
	status?: number;
	body?: unknown;
}
/** A promise for one that is still on its way. */
type Answer = Given | ((asked: Asked) => Given | Promise<Given>) | 'away';

export function serverAnswers(answers: Record<string, Answer>): Asked[] {
	const asked: Asked[] = [];
	vi.stubGlobal('fetch', async (request: Request) => {
		const { pathname, search } = new URL(request.url);
		const text = await request.text();
		const one = {
			what: `${request.method} ${pathname}`,
			search,
			body: text ? (JSON.parse(text) as unknown) : undefined,
		};
		asked.push(one);
		const given = answers[one.what] ?? { status: 404, body: { detail: 'There is nothing here.' } };
		if (given === 'away') throw new TypeError('Failed to fetch');
		const { status = 200, body } = typeof given === 'function' ? await given(one) : given;
		return new Response(body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), {
			status,
			headers: { 'Content-Type': contentType(status, body) },
		});
	});
	return asked;
}

function contentType(status: number, body: unknown): string {
	if (typeof body !== 'object') return 'text/html';
	return status < 400 ? 'application/json' : 'application/problem+json';
}
