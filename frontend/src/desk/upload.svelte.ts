/** Taking in a file in two steps: look what would change, then do it. Shows how far the sending is. */
import { isAway, Refusal, Unreachable } from '@/core/api';
import { connection } from '@/core/connection.svelte';
import { say } from './words';

/** Sends a form and tells how much of it has arrived, between 0 and 1. Throws a `Refusal` or `Unreachable`. */
export type Send = (form: FormData, onprogress: (part: number) => void) => Promise<unknown>;

export class Upload<Report extends { written: boolean }> {
	file = $state.raw<File | undefined>();
	url = $state('');
	/** What would change, or once it is written what has changed. */
	report = $state.raw<Report | undefined>();
	trouble = $state('');
	busy = $state<'looking' | 'writing' | undefined>();
	/** How much has arrived at the server; 1 while it thinks. */
	progress = $state(0);
	readonly #send: Send;

	constructor(send: Send) {
		this.#send = send;
	}

	get ready(): boolean {
		return this.file !== undefined || this.url.trim() !== '';
	}

	get name(): string {
		return this.file?.name ?? this.url.trim();
	}

	choose(file: File | undefined): void {
		this.file = file;
		if (file) this.url = '';
		this.#forget();
	}

	/** A written address takes the place of a chosen file. */
	write(url: string): void {
		this.url = url;
		if (url.trim()) this.file = undefined;
		this.#forget();
	}

	preview(): Promise<void> {
		return this.#run(false);
	}

	take(): Promise<void> {
		return this.#run(true);
	}

	/** Begins anew. */
	clear(): void {
		this.file = undefined;
		this.url = '';
		this.#forget();
	}

	async #run(write: boolean): Promise<void> {
		if (this.busy || !this.ready) return;
		this.busy = write ? 'writing' : 'looking';
		this.trouble = '';
		this.progress = 0;
		try {
			this.report = (await this.#send(this.#form(write), (part) => (this.progress = part))) as Report;
		} catch (error) {
			if (error instanceof Unreachable) this.trouble = say('notSent');
			else if (error instanceof Refusal) this.trouble = error.message;
			else throw error;
		} finally {
			this.busy = undefined;
		}
	}

	#form(write: boolean): FormData {
		const form = new FormData();
		if (this.file) form.set('file', this.file);
		else form.set('url', this.url.trim());
		form.set('write', String(write));
		return form;
	}

	#forget(): void {
		this.report = undefined;
		this.trouble = '';
	}
}

/** Sends to this address. `fetch` cannot tell how much has arrived, so this asks the older way. */
export function sendTo(path: string): Send {
	return (form, onprogress) =>
		new Promise((resolve, reject) => {
			const request = new XMLHttpRequest();
			request.open('POST', path);
			request.responseType = 'json';
			request.upload.onprogress = ({ loaded, total }) => onprogress(total ? loaded / total : 0);
			request.onerror = () => {
				connection.lost();
				reject(new Unreachable());
			};
			request.onload = () => {
				const { status, response } = request;
				if (status >= 200 && status < 300) resolve(response);
				else if (isAway(status, response !== null)) reject(new Unreachable());
				else reject(new Refusal(status, (response ?? {}) as ConstructorParameters<typeof Refusal>[1]));
			};
			request.send(form);
		});
}
