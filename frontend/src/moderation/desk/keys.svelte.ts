/** The desk by keyboard: what each letter does, and when it is only a letter. */
import type { Measure } from '../shapes';

export const KEYS = {
	j: 'next',
	k: 'previous',
	c: 'claim',
	n: 'nothing',
	r: 'remove',
	w: 'warn',
	x: 'restrict',
	p: 'publish',
	'?': 'help',
} as const;

export type Act = (typeof KEYS)[keyof typeof KEYS];

const SHELF = 'fireside:desk-keys';

/** Whether letters do something on this device; whoever dictates or has keys of their own can turn them off. */
class Wanted {
	on = $state(remembered());
	/** What each letter does is shown. */
	help = $state(false);

	turn(on: boolean): void {
		this.on = on;
		try {
			if (on) localStorage.removeItem(SHELF);
			else localStorage.setItem(SHELF, 'off');
		} catch {
			/* For as long as the page is open, then. */
		}
	}
}

function remembered(): boolean {
	try {
		return localStorage.getItem(SHELF) !== 'off';
	} catch {
		return true;
	}
}

export const wanted = new Wanted();

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>;

/** What a key asks for: nothing while somebody writes, or while a sheet stands over the page. */
export function actOf(event: Pressed): Act | undefined {
	const act = KEYS[event.key as keyof typeof KEYS] as Act | undefined;
	if (!act || isSpoken(event) || isWriting(event.target as Element | null)) return undefined;
	return wanted.on || act === 'help' ? act : undefined;
}

/** Somebody else's key: the browser's, or of what has heeded it already. */
function isSpoken({ defaultPrevented, ctrlKey, metaKey, altKey }: Pressed): boolean {
	return defaultPrevented || ctrlKey || metaKey || altKey;
}

function isWriting(target: Element | null): boolean {
	const inField = target?.closest('input, textarea, select, [contenteditable]');
	return Boolean(inField ?? document.querySelector('dialog[open]'));
}

/** By letter, the measures one may mean: what of them can be decided about this case. */
const MEANT: Partial<Record<Act, readonly Measure[]>> = {
	nothing: ['nothing'],
	remove: ['removed', 'withheld', 'upheld'],
	warn: ['warned'],
	restrict: ['restricted'],
	publish: ['published', 'granted'],
};

export function measureOf(act: Act, may: readonly Measure[]): Measure | undefined {
	return MEANT[act]?.find((one) => may.includes(one));
}
