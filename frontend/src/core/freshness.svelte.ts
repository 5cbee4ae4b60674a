/** How current a page is, in words: live, or why not and since when. */
import { connection } from './connection.svelte';
import { clock } from './clock.svelte';
import { live } from './live.svelte';
import { DAY, ownZone, timeAt } from './times';
import { locale, words } from './words';

const say = words({
	live: 'Live',
	connecting: 'Connecting…',
	asking: 'Asks for news every minute',
	offline: 'Offline: showing what was here at {time}',
	offlineOn: 'Offline: showing what was here on {date}',
	offlineFirst: 'Offline: this device has not seen the programme yet',
});
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });

export interface Freshness {
	state: 'live' | 'connecting' | 'asking' | 'offline';
	text: string;
}

/** Undefined where nothing is shown that could change. */
export function freshness(): Freshness | undefined {
	if (!connection.online) return { state: 'offline', text: offline() };
	const { state } = live;
	return state === 'idle' ? undefined : { state, text: say(state) };
}

function offline(): string {
	const { heardAt } = connection;
	if (!heardAt) return say('offlineFirst');
	if (clock.now - heardAt > DAY) return say('offlineOn', { date: date.format(heardAt) });
	return say('offline', { time: timeAt(heardAt, ownZone()) });
}
