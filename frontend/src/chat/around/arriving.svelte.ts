/** Coming in: what the community asks of whoever writes here, and whether I said yes to it. */
import type { ChatSettings, Chatter } from '@/contract';
import { Refusal, Unreachable } from '@/core/api';
import { keep, kept } from '@/core/kept';
import { mine } from '@/people';
import { doors } from './doors';

const KEY = 'chat:settings';

class Settings {
	/** As the phone knew them, or as they are. */
	now = $state.raw<ChatSettings | undefined>();
	trouble = $state.raw<Refusal | Unreachable | undefined>();
	#opening: Promise<void> | undefined;

	/** Once for as long as the app is open. */
	open(): Promise<void> {
		this.#opening ??= this.#open();
		return this.#opening;
	}

	async refresh(): Promise<void> {
		try {
			this.take(await doors.settings());
			this.trouble = undefined;
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
			this.trouble = error;
			this.#opening = undefined;
		}
	}

	take(settings: ChatSettings): void {
		this.now = settings;
		void keep('shared', KEY, settings);
	}

	async #open(): Promise<void> {
		this.now ??= await kept<ChatSettings>('shared', KEY);
		await this.refresh();
	}
}

export const settings = new Settings();

const accepted = () => [...mine.of<Chatter>('chatter').values()][0]?.accepted_version ?? 0;

/** Whether I accepted the guidelines that are in force. */
export function arrived(): boolean {
	return accepted() >= (settings.now?.guidelines_version ?? 1);
}

/** Whether I accepted earlier ones. */
export function wasHere(): boolean {
	return accepted() > 0;
}

/** Accepts the guidelines that were read, and no later ones. */
export async function accept(version: number): Promise<void> {
	mine.learn('chatter', await doors.accept(version));
}
