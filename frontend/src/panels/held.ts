/** Places that one still has. */
import type { Signup } from '@/contract';

const HELD: ReadonlySet<string | undefined> = new Set(['asked', 'seated', 'waiting', 'offered', 'came']);

export function isHeld(signup: Signup | undefined): boolean {
	return HELD.has(signup?.place);
}
