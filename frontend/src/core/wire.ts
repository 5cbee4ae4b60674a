/** What is said on the socket, and what a connection is to the rest: so that a test can hold one in its hands. */
import type { LiveFrame, Opened } from '@/contract';

/** What a connection tells. Milliseconds everywhere. */
export interface Listener {
	/** It stands. The server says something every `interval`; after `timeout` more it holds us for gone, and we it. */
	connected: (interval: number, timeout: number) => void;
	/** It broke, or never came to be. `away`: nobody answered at all. `putOut`: the server wants it no longer. */
	lost: (why: 'away' | 'refused' | 'broken' | 'putOut') => void;
	/** A sign of life. */
	beat: () => void;
	changes: (frame: LiveFrame) => void;
	out: (stream: string, code: string) => void;
	/** About so many hear this stream; may be lost, as the next. */
	present: (stream: string, people: number) => void;
	/** This person is typing in it. */
	typing: (stream: string, person: number) => void;
	goBack: (after: number) => void;
}

/** One connection to the server, from being made to being closed; it never comes back by itself. */
export interface Wire {
	/** Rejects when no answer came within `patience`. */
	open: (stream: string, since: number, patience: number) => Promise<Opened>;
	close: (stream: string) => void;
	/** We are typing there. */
	type: (stream: string) => void;
	/** Says nothing more from here on. */
	cut: () => void;
}

export type Connect = (listener: Listener) => Wire;
