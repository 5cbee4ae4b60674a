/** The applications that I may decide about. */
import type { ReceivedApplication } from '@/contract';
import { answer, api, Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { mine } from '@/people';
import { reason } from './saying';

const ASKED_EVERY = 30_000;

export class Received {
	all = $state.raw<readonly ReceivedApplication[] | undefined>();
	/** Why there is nothing to show; undefined while all is well. */
	trouble = $state.raw<Error | undefined>();
	readonly #slug: string;

	constructor(slug: string) {
		this.#slug = slug;
	}

	/**
	 * Asks now, with every notice of an application, and when the network is back; and as nobody is told what others
	 * decided or took back, every now and then. Returns the way to stop.
	 */
	follow(): () => void {
		void this.refresh();
		const back = connection.whenBack(() => void this.refresh());
		const timer = setInterval(() => connection.visible && void this.refresh(), ASKED_EVERY);
		return () => {
			back();
			clearInterval(timer);
		};
	}

	/** How many notices of applications there are: one more means that something is new. */
	get notices(): number {
		const all = [...mine.of<{ id: number; rev: number; kind: string }>('notice').values()];
		return all.filter(({ kind }) => kind === 'application').length;
	}

	async refresh(): Promise<void> {
		try {
			const params = { path: { slug: this.#slug } };
			this.all = await answer(api.GET('/api/meetings/{slug}/applications', { params }));
			this.trouble = undefined;
		} catch (error) {
			this.trouble = error instanceof Refusal ? error : new Unreachable();
		}
	}

	/** Decides; what went wrong in a sentence, empty when all is well. */
	async decide(
		id: number,
		{ accept, note, panelId }: { accept: boolean; note: string; panelId: number | null },
	): Promise<string> {
		try {
			const params = { path: { application_id: id } };
			const body = { accept, note: note.trim(), panel_id: panelId };
			await answer(api.PATCH('/api/applications/{application_id}', { params, body }));
		} catch (error) {
			return reason(error);
		}
		await this.refresh();
		return '';
	}
}
