/** How current a page is, in words: live, or why not and since when. */
import { connection } from './connection.svelte';
import { clock } from './clock.svelte';
import { live } from './live.svelte';
import { outbox } from './outbox.svelte';
import { DAY, ownZone, timeAt } from './times';
import { locale, words } from './words';

const say = words({
	live: 'Live',
	connecting: 'Connecting…',
	asking: 'Asks for news every minute',
	offline: 'Offline: showing what was here at {time}',
	offlineShort: 'Offline: as of {time}',
	offlineOn: 'Offline: showing what was here on {date}',
	waits: { one: '{count} waits to be sent', other: '{count} wait to be sent' },
	offlineFirst: 'Offline: this device has not seen the programme yet',
});
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });

export interface Freshness {
	state: 'live' | 'connecting' | 'asking' | 'offline';
	text: string;
	/** What waits for the network, if anything does. */
	waits?: string;
}

/** Undefined where nothing is shown that could change. */
export function freshness(): Freshness | undefined {
	const state = connection.online ? live.state : 'offline';
	if (state === 'idle') return undefined;
	const text = state === 'offline' ? offline() : say(state);
	const count = outbox.inSight.filter((entry) => outbox.isHeldUp(entry)).length;
	return count > 0
		? { state, text: offlineShort() ?? text, waits: say('waits', { count }) }
		: { state, text };
}

/** Beside what waits there is less room. */
function offlineShort(): string | undefined {
	const { online, heardAt } = connection;
	if (online || clock.now - heardAt > DAY) return undefined;
	return say('offlineShort', { time: timeAt(heardAt, ownZone()) });
}

function offline(): string {
	const { heardAt } = connection;
	if (!heardAt) return say('offlineFirst');
	if (clock.now - heardAt > DAY) return say('offlineOn', { date: date.format(heardAt) });
	return say('offline', { time: timeAt(heardAt, ownZone()) });
}
