import { Refusal, Unreachable } from '@/core/api';
import { say } from './words';

/** The sentence of a refusal, or that there is no network. Anything else is a fault and stays one. */
export function reason(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	if (error instanceof Unreachable) return say('notSent');
	throw error;
}

/** What a refusal says of each field. */
export function fieldsOf(error: unknown): Readonly<Record<string, string[]>> {
	return error instanceof Refusal ? error.fields : {};
}
