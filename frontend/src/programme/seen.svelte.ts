/** Which changes in my agenda I have seen; they are not shown again, in no tab of this phone. */
import { drop, keep, kept } from '@/core/kept';
import { Tabs } from '@/core/tabs';

const KEY = 'seen-changes';

class Seen {
	#keys = $state.raw<ReadonlySet<string>>(new Set());
	readonly #tabs = new Tabs<string[]>(KEY);

	#opening: Promise<void> | undefined;

	open(): Promise<void> {
		this.#opening ??= this.#open();
		return this.#opening;
	}

	has(key: string): boolean {
		return this.#keys.has(key);
	}

	add(...keys: string[]): void {
		const fresh = keys.filter((key) => !this.has(key));
		if (fresh.length === 0) return;
		this.#join(fresh);
		this.#tabs.tell(fresh);
		void this.open().then(() => keep('mine', KEY, [...this.#keys]));
	}

	forget(): void {
		this.#keys = new Set();
		void drop('mine', KEY);
	}

	async #open(): Promise<void> {
		this.#tabs.heed((keys) => this.#join(keys));
		this.#join((await kept<string[]>('mine', KEY)) ?? []);
	}

	#join(keys: readonly string[]): void {
		this.#keys = new Set([...this.#keys, ...keys]);
	}
}

export const seen = new Seen();
