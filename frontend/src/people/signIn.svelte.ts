/** Signing in: an address, then the six digits from the mail; or the mail's link; or, in a demo, a tap. */
import type { DemoPerson, Me } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { answer, api, Refusal } from '@/core/api';
import { me } from './me.svelte';
import { say } from './words';

/** Another code may be asked for after this long. */
const RESEND_AFTER = 30;

export class SignIn {
	email = $state('');
	code = $state('');
	/** The address a code was sent to. */
	sentTo = $state('');
	busy = $state(false);
	/** Seconds until another code may be asked for. */
	resendIn = $state(0);
	/** What went wrong, in words; with the field it is about. */
	trouble = $state.raw<{ field: 'email' | 'code' | ''; text: string } | undefined>();
	/** The link was opened on another device than the one that asked. */
	elsewhere = $state(false);
	/** The link was used, or is too old. */
	spent = $state(false);
	people = $state.raw<DemoPerson[]>([]);
	#timer: ReturnType<typeof setInterval> | undefined;

	async sendCode(): Promise<boolean> {
		const email = this.email.trim();
		return this.#ask('email', async () => {
			await answer(api.POST('/api/sign-in', { body: { email } }));
			this.sentTo = email;
			this.code = '';
			this.#countDown();
		});
	}

	async resend(): Promise<void> {
		if (await this.sendCode()) aloud.tell(say('resent'));
	}

	useCode(): Promise<boolean> {
		const body = { email: this.sentTo, code: this.code.replace(/\D/g, '') };
		return this.#ask('code', async () => welcome(await answer(api.POST('/api/sign-in/code', { body }))));
	}

	useLink(token: string): Promise<boolean> {
		return this.#ask('', async () =>
			welcome(await answer(api.POST('/api/sign-in/link', { body: { token } }))),
		);
	}

	/** The demo people; none where this is no demo. */
	async lookForDemo(): Promise<void> {
		try {
			this.people = await answer(api.GET('/api/demo/people'));
		} catch {
			this.people = [];
		}
	}

	signInAs(person: DemoPerson): Promise<boolean> {
		const body = { person_id: person.id };
		return this.#ask('', async () => welcome(await answer(api.POST('/api/demo/sign-in', { body }))));
	}

	startOver(): void {
		this.sentTo = '';
		this.trouble = undefined;
		this.elsewhere = false;
		this.spent = false;
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	async #ask(field: 'email' | 'code' | '', deed: () => Promise<void>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.trouble = undefined;
		try {
			await deed();
			return true;
		} catch (error) {
			this.#tell(field, error);
			return false;
		} finally {
			this.busy = false;
		}
	}

	#tell(field: 'email' | 'code' | '', error: unknown): void {
		if (!(error instanceof Refusal)) {
			this.trouble = { field: '', text: say('unreachable') };
			return;
		}
		this.elsewhere = error.code === 'other_device';
		this.spent = field === '' && error.code === 'wrong_code';
		this.trouble = { field, text: this.#sentence(field, error) };
	}

	#sentence(field: string, error: Refusal): string {
		if (this.elsewhere) return say('otherDevice');
		return this.spent ? say('linkSpent') : (error.fields[field]?.[0] ?? error.message);
	}

	#countDown(): void {
		clearInterval(this.#timer);
		this.resendIn = RESEND_AFTER;
		this.#timer = setInterval(() => {
			this.resendIn -= 1;
			if (this.resendIn <= 0) clearInterval(this.#timer);
		}, 1000);
	}
}

function welcome(person: Me): void {
	me.take(person);
	aloud.tell(person.name ? say('signedIn', { name: person.name }) : say('signedInPlain'));
}

/** Where to go after signing in: a path of this app and nothing else. */
export function safePath(next: string | null): string {
	try {
		const url = new URL(next ?? '/', location.origin);
		return url.origin === location.origin && next?.startsWith('/') ? url.pathname + url.search : '/';
	} catch {
		return '/';
	}
}
