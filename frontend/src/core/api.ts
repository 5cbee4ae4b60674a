/** The one way to the server: typed by the contract, honest about refusals, and it tells the connection what it found. */
import createClient from 'openapi-fetch';
import type { paths } from '@/contract';
import { clock } from './clock.svelte';
import { connection } from './connection.svelte';
import { words } from './words';

const say = words({ fault: 'The server could not answer this. Please try again in a while.' });

/** The server said no, in a sentence a person can act on. */
export class Refusal extends Error {
	readonly status: number;
	readonly code: string;
	readonly fields: Readonly<Record<string, string[]>>;
	/** All that the server said; some refusals name what they are about. */
	readonly problem: object;

	constructor(status: number, problem: Problem) {
		super(problem.detail ?? problem.title ?? say('fault'));
		this.name = 'Refusal';
		this.status = status;
		this.code = problem.code ?? '';
		this.fields = problem.errors ?? {};
		this.problem = problem;
	}
}

/** Nobody answered: no network, or the server is away. */
export class Unreachable extends Error {
	override name = 'Unreachable';
}

interface Problem {
	title?: string;
	detail?: string;
	code?: string;
	errors?: Record<string, string[]>;
}

const AWAY = new Set([502, 503, 504]);
const whenSignedOut = new Set<() => void>();

export const api = createClient<paths>({ baseUrl: location.origin, fetch: reach });

async function reach(request: Request): Promise<Response> {
	let response: Response;
	try {
		response = await fetch(request);
	} catch (cause) {
		connection.lost();
		throw new Unreachable('', { cause });
	}
	if (isAway(response.status, isProblem(response))) {
		connection.lost();
		throw new Unreachable();
	}
	connection.heard();
	clock.compare(response.headers.get('Date'));
	return response;
}

/** Whether somebody before the server says that it is away; the server itself, when it is busy, says so in a problem. */
export function isAway(status: number, told: boolean): boolean {
	return AWAY.has(status) && !told;
}

function isProblem(response: Response): boolean {
	return response.headers.get('Content-Type')?.startsWith('application/problem+json') ?? false;
}

/** The body of an answer, or a `Refusal`; `Unreachable` when there was none. */
export async function answer<T>(
	asking: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
	const { data, error, response } = await asking;
	if (response.ok) return data as T;
	if (response.status === 401) for (const tell of whenSignedOut) tell();
	throw new Refusal(response.status, (error ?? {}) as Problem);
}

/** Calls when the server no longer knows who we are. */
export function onSignedOut(tell: () => void): void {
	whenSignedOut.add(tell);
}
