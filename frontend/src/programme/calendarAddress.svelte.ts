/** The secret address under which a calendar follows my agenda. */
import { answer, api, Unreachable } from '@/core/api';
import { copy } from './share';
import { say } from './words';

class CalendarAddress {
	url = $state<string | null>(null);
	busy = $state(false);
	/** What came of the last thing that was asked for. */
	told = $state('');
	#before = Promise.resolve();

	/** The same address in the form that calendars open by themselves. */
	get webcal(): string {
		return (this.url ?? '').replace(/^https?:/, 'webcal:');
	}

	look(): Promise<void> {
		return this.#ask(async () => {
			this.url = (await answer(api.GET('/api/me/calendar-address'))).url;
		});
	}

	make(): Promise<void> {
		return this.#ask(async () => {
			this.url = (await answer(api.POST('/api/me/calendar-address'))).url;
		});
	}

	revoke(): Promise<void> {
		return this.#ask(async () => {
			await answer(api.DELETE('/api/me/calendar-address'));
			this.url = null;
			this.told = say('revoked');
		});
	}

	async copy(): Promise<void> {
		this.told = this.url && (await copy(this.url)) ? say('copied') : '';
	}

	/** One after another: an answer that comes late must not undo what was asked for after it. */
	#ask(deed: () => Promise<void>): Promise<void> {
		this.#before = this.#before.then(() => this.#carryOut(deed));
		return this.#before;
	}

	async #carryOut(deed: () => Promise<void>): Promise<void> {
		this.busy = true;
		this.told = '';
		try {
			await deed();
		} catch (error) {
			this.told = error instanceof Unreachable ? say('notNow') : String((error as Error).message);
		} finally {
			this.busy = false;
		}
	}
}

export const calendarAddress = new CalendarAddress();
