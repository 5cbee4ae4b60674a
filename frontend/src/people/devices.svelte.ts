/** Where I am signed in, and signing out there. */
import type { Device } from '@/contract';
import { aloud } from '@/core/aloud.svelte';
import { answer, api, Refusal } from '@/core/api';
import { say } from './words';

export class Devices {
	/** Undefined until the server has said. */
	all = $state.raw<Device[] | undefined>();
	trouble = $state('');
	busy = $state(false);

	get others(): Device[] {
		return this.all?.filter((device) => !device.current) ?? [];
	}

	look(): Promise<void> {
		return this.#ask(() => Promise.resolve());
	}

	signOut(device: Device): Promise<void> {
		return this.#ask(async () => {
			const path = { device_id: device.id };
			await answer(api.DELETE('/api/me/devices/{device_id}', { params: { path } }));
			aloud.tell(say('signedOutDevice', { device: device.label }));
		});
	}

	signOutOthers(): Promise<void> {
		return this.#ask(async () => {
			await answer(api.DELETE('/api/me/devices'));
			aloud.tell(say('signedOutOthers'));
		});
	}

	async #ask(deed: () => Promise<void>): Promise<void> {
		this.busy = true;
		this.trouble = '';
		try {
			await deed();
			this.all = await answer(api.GET('/api/me/devices'));
		} catch (error) {
			this.trouble = error instanceof Refusal ? error.message : say('unreachable');
		} finally {
			this.busy = false;
		}
	}
}
