/** Which changes in my agenda I have seen; they are not shown again. */
import { keep, kept } from '@/core/kept';

const KEY = 'seen-changes';

class Seen {
	#keys = $state.raw<ReadonlySet<string>>(new Set());

	async open(): Promise<void> {
		this.#keys = new Set([...((await kept<string[]>('mine', KEY)) ?? []), ...this.#keys]);
	}

	has(key: string): boolean {
		return this.#keys.has(key);
	}

	add(key: string): void {
		this.#keys = new Set([...this.#keys, key]);
		void keep('mine', KEY, [...this.#keys]);
	}
}

export const seen = new Seen();
