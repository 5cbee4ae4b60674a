/** Who is signed in on this phone. Known at once from what the phone keeps; the server has the last word. */
import type { ChangeMe, Me } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { answer, api, onSignedOut } from '@/core/api';
import { forget, keep, kept, leave } from '@/core/kept';
import { live } from '@/core/live.svelte';
import { Tabs } from '@/core/tabs';
import { say } from './indexWords';

class Myself {
	/** The person signed in, or null; undefined until the phone has looked. */
	person = $state.raw<Me | null | undefined>();
	/** The community lets one sign in as its demo people. */
	demo = $state(false);
	readonly #tabs = new Tabs<Me | 'signed out'>('me');
	#leaving = false;
	/** Counts how often it became somebody else: what was asked before is not about whoever is here now. */
	turn = 0;

	async open(): Promise<void> {
		const before = await kept<Me>('mine', 'me');
		this.person ??= before ?? null;
		onSignedOut(() => this.#gone());
		this.#tabs.heed((told) => {
			if (told === 'signed out') void leave().then(() => location.replace('/'));
			else this.#become(told);
		});
	}

	/** What the server says of us. */
	take(person: Me | null): void {
		if (!person) return this.#gone();
		if (this.person?.id !== person.id) this.#tabs.tell(person);
		this.#become(person);
		void keep('mine', 'me', person);
	}

	/** What is told of us by the way. Newer news may have overtaken it, or somebody else signed in meanwhile. */
	hear(person: Me): void {
		if (this.person?.id === person.id && !(person.rev < this.person.rev)) this.take(person);
	}

	async change(changes: ChangeMe): Promise<void> {
		this.hear(await answer(api.PATCH('/api/me', { body: changes })));
	}

	/** Signs out, and leaves nothing of this person on the phone. The page starts anew, so nothing stays in memory either. */
	async signOut(): Promise<void> {
		this.#leaving = true;
		await answer(api.POST('/api/sign-out')).catch((error: unknown) => {
			this.#leaving = false;
			throw error;
		});
		await leave();
		this.#tabs.tell('signed out');
		location.replace('/');
	}

	/** Signed out by the server, as from another device: nothing of this person stays here, and it is said. */
	async putOut(): Promise<void> {
		if (this.#leaving) return;
		this.#gone();
		await forget('mine');
		aloud.tell(say('putOut'));
	}

	/** The session ended elsewhere: what was kept here stays for the same person to come back to. */
	#gone(): void {
		this.#become(null);
	}

	/** The live connection stands for whoever made it. */
	#become(person: Me | null): void {
		const other = this.person?.id !== person?.id;
		this.person = person;
		if (!other) return;
		this.turn += 1;
		live.renew();
	}
}

export const me = new Myself();
