/** What sessions of mine were called before, for as long as that is news. */
import { drop, keep, kept } from '@/core/kept';
import type { Renames } from './changes';

const KEY = 'renames';

class Renamed {
	#all = $state.raw<Renames>(new Map());

	get all(): Renames {
		return this.#all;
	}

	#opening: Promise<void> | undefined;

	/** What the phone kept, once. */
	open(): Promise<void> {
		this.#opening ??= kept<Renames>('mine', KEY).then((before) => {
			this.#all = new Map([...(before ?? []), ...this.#all]);
		});
		return this.#opening;
	}

	take(renames: Renames): void {
		if (same(renames, this.#all)) return;
		this.#all = renames;
		void this.open().then(() => keep('mine', KEY, this.#all));
	}

	forget(): void {
		this.#all = new Map();
		void drop('mine', KEY);
	}
}

function same(one: Renames, other: Renames): boolean {
	return (
		one.size === other.size &&
		[...one].every(([id, { was, at }]) => {
			const known = other.get(id);
			return known?.was === was && known.at === at;
		})
	);
}

export const renames = new Renamed();
