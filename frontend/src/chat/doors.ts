/** How the chat's doors are asked where their shapes are named by hand. */
import { answer, api } from '@/core/api';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Said {
	query?: object;
	body?: object;
	signal?: AbortSignal;
}

/** As openapi-fetch sends it. */
export function ask<T>(method: Method, path: string, { query, ...said }: Said = {}): Promise<T> {
	const options = { ...said, params: { query } } as never;
	return answer(api.request(method as never, path as never, options)) as Promise<T>;
}
