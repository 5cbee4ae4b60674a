/** What many pages of the desk ask for: the channels, and the points of the guidelines. */
import type { Guidelines } from '@/contract';
import { answer, api } from '@/core/api';
import { Asked } from '@/core/asking.svelte';

export const channels = new Asked(async () => (await answer(api.GET('/api/channels'))).channels);
export const points = new Asked<Guidelines>(() => answer(api.GET('/api/guidelines')));

/** A point by its key; the key itself for one that the guidelines no longer have. */
export function pointName(key: string): string {
	return points.now?.points.find((point) => point.key === key)?.title ?? key;
}

export function channelName(id: number | null): string {
	return channels.now?.find((channel) => channel.id === id)?.title ?? '';
}
