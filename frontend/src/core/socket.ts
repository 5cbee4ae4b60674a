/** A `Wire` of Socket.IO: a WebSocket where one gets through, else long-polling. Loaded after the first paint. */
import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '@/contract';
import type { Listener, Wire } from './wire';

const LONGEST_ATTEMPT = 10_000;
const PUT_OUT = 4000;
const AWAY = new Set([0, 502, 503, 504]);

/** A network may let a WebSocket hang for ever; after that has happened, long-polling goes first. */
let hung = false;

export function connect(listener: Listener): Wire {
	const socket: Socket<ServerEvents, ClientEvents> = io({
		transports: hung ? ['polling', 'websocket'] : ['websocket', 'polling'],
		tryAllTransports: true,
		timeout: LONGEST_ATTEMPT,
		reconnection: false,
		forceNew: true,
	});
	let pings = { pingInterval: Infinity, pingTimeout: Infinity };
	socket.io.engine.on('handshake', (shaken) => (pings = shaken));
	socket.io.on('ping', () => listener.beat());
	socket.on('connect', () => listener.connected(pings.pingInterval, pings.pingTimeout));
	socket.on('connect_error', (error) => {
		if (error.message === 'timeout') hung = !hung;
		socket.disconnect();
		listener.lost(isAway(error) ? 'away' : 'refused');
	});
	socket.on('disconnect', (_, details) => listener.lost(isPutOut(details) ? 'putOut' : 'broken'));
	socket.on('changes', (frame) => listener.changes(frame));
	socket.on('out', ({ stream, code }) => listener.out(stream, code));
	socket.on('presence', ({ stream, people }) => listener.present(stream, people));
	socket.on('typing', ({ stream, person }) => listener.typing(stream, person));
	socket.on('return', ({ after_ms }) => listener.goBack(after_ms));
	return {
		open: (stream, since, patience) => socket.timeout(patience).emitWithAck('open', { stream, since }),
		type: (stream) => void socket.volatile.emit('typing', { stream }),
		close: (stream) => void socket.emit('close', { stream }, () => undefined),
		cut: () => {
			socket.off();
			socket.io.off();
			socket.disconnect();
		},
	};
}

/** The server closed the WebSocket on purpose: too many windows of one person, or too much said. */
function isPutOut(details: unknown): boolean {
	const closed = (details as { context?: Partial<CloseEvent> } | undefined)?.context;
	return closed?.code === PUT_OUT;
}

/** Nobody answered: no network, no server, or only a proxy in front of none. */
function isAway(error: Error & { description?: unknown }): boolean {
	return error.message === 'timeout' || AWAY.has(Number(error.description));
}
