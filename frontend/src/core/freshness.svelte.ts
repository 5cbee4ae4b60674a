/** How current a page is, in words: nothing while all is well, else since when we have heard nothing. */
import { connection } from './connection.svelte';
import { clock } from './clock.svelte';
import { DAY, ownZone, timeAt } from './times';
import { locale, words } from './words';

const say = words({
	offline: 'Offline: showing what was here at {time}',
	offlineOn: 'Offline: showing what was here on {date}',
	offlineFirst: 'Offline: this device has not seen the programme yet',
});
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });

export function freshness(): string | undefined {
	if (connection.online) return undefined;
	const { heardAt } = connection;
	if (!heardAt) return say('offlineFirst');
	if (clock.now - heardAt > DAY) return say('offlineOn', { date: date.format(heardAt) });
	return say('offline', { time: timeAt(heardAt, ownZone()) });
}
