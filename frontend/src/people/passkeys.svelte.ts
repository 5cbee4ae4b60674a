/** My passkeys: a stronger way in than a code by mail, kept by the phone or a security key. */
import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { Passkey } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { answer, api, Refusal } from '@/core/api';
import { me } from './me.svelte';
import { say } from './words';

type Creation = Parameters<typeof startRegistration>[0]['optionsJSON'];
type Request = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Whether this browser can hold passkeys at all. */
export const canPasskey = (): boolean => 'PublicKeyCredential' in window;

export class Passkeys {
	/** Undefined until the server has said. */
	all = $state.raw<Passkey[] | undefined>();
	trouble = $state('');
	busy = $state(false);

	look(): Promise<void> {
		return this.#ask(() => Promise.resolve());
	}

	add(): Promise<void> {
		return this.#ask(async () => {
			const { options } = await answer(api.POST('/api/me/passkeys/options'));
			const credential = await startRegistration({ optionsJSON: options as unknown as Creation });
			await answer(api.POST('/api/me/passkeys', { body: { credential, label: '' } }));
			aloud.tell(say('passkeyAdded'));
		});
	}

	remove(passkey: Passkey): Promise<void> {
		return this.#ask(async () => {
			const path = { passkey_id: passkey.id };
			await answer(api.DELETE('/api/me/passkeys/{passkey_id}', { params: { path } }));
			aloud.tell(say('passkeyRemoved', { passkey: passkey.label }));
		});
	}

	async #ask(deed: () => Promise<void>): Promise<void> {
		this.busy = true;
		this.trouble = '';
		try {
			await deed();
			this.all = await answer(api.GET('/api/me/passkeys'));
		} catch (error) {
			this.trouble = inWords(error);
		} finally {
			this.busy = false;
		}
	}
}

/** Sign in with a passkey that this device offers; the words of what went wrong, empty when nothing did. */
export async function signInWithPasskey(): Promise<string> {
	try {
		const { options } = await answer(api.POST('/api/sign-in/passkey/options'));
		const credential = await startAuthentication({ optionsJSON: options as unknown as Request });
		const person = await answer(api.POST('/api/sign-in/passkey', { body: { credential } }));
		me.take(person);
		aloud.tell(say('signedIn', { name: person.name }));
		return '';
	} catch (error) {
		return inWords(error);
	}
}

/** Who closes the browser's own question has decided, and needs no word about it. */
function inWords(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	if (error instanceof WebAuthnError || error instanceof DOMException) {
		return error.name === 'InvalidStateError' ? say('passkeyKnown') : say('passkeyNotUsed');
	}
	return say('unreachable');
}
