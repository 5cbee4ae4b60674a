/** What many pages of the desk ask for. */
import { answer, api } from '@/core/api';
import { Asked } from '@/core/asking.svelte';
import { guidelines } from './guidelines.svelte';

export const channels = new Asked(async () => (await answer(api.GET('/api/channels'))).channels);

/** The points of the guidelines, to choose from; while they are not here, the one that is chosen. */
export function pointOptions(chosen: string): { value: string; label: string }[] {
	const options = guidelines.points.map(({ key, title }) => ({ value: key, label: title }));
	const known = options.some(({ value }) => value === chosen);
	return known ? options : [...options, { value: chosen, label: guidelines.titleOf(chosen) }];
}
