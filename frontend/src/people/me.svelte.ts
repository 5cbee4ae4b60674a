/** Who is signed in on this phone. Known at once from what the phone keeps; the server has the last word. */
import type { ChangeMe, Me } from '@/contract';
import { answer, api, onSignedOut } from '@/core/api';
import { forget, keep, kept } from '@/core/kept';

class Myself {
	/** The person signed in, or null; undefined until the phone has looked. */
	person = $state.raw<Me | null | undefined>();
	/** The community lets one sign in as its demo people. */
	demo = $state(false);

	async open(): Promise<void> {
		const before = await kept<Me>('mine', 'me');
		this.person ??= before ?? null;
		onSignedOut(() => this.#gone());
	}

	/** What the server says of us. */
	take(person: Me | null): void {
		if (!person) return this.#gone();
		this.person = person;
		void keep('mine', 'me', person);
	}

	async change(changes: ChangeMe): Promise<void> {
		this.take(await answer(api.PATCH('/api/me', { body: changes })));
	}

	/** Signs out, and leaves nothing of this person on the phone. The page starts anew, so nothing stays in memory either. */
	async signOut(): Promise<void> {
		await answer(api.POST('/api/sign-out'));
		await forget('mine');
		location.replace('/');
	}

	/** The session ended elsewhere: what was kept here stays for the same person to come back to. */
	#gone(): void {
		this.person = null;
	}
}

export const me = new Myself();
