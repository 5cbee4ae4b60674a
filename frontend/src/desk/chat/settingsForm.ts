/** The settings of the chat as a form, and what of it is sent. */
import type { ChangeChatSettings, ChatSettings } from '@/contract';
import { say } from './words';

export interface SettingsForm {
	guidelines: string;
	/** Everybody accepts the guidelines anew. */
	ask_again: boolean;
	welcome: string;
	prompts: string[];
	days: string;
	links: string;
	mentions: string;
	photos: string;
	requests: string;
}

const LIMITS = ['links', 'mentions', 'photos', 'requests'] as const;
const MOST_DAYS = 60;
const MOST_OF_A_KIND = 100;
const PROMPTS = 3;

export function formOf({ guidelines, welcome, prompts, newcomer_days, limits }: ChatSettings): SettingsForm {
	return {
		...{ guidelines, welcome, ask_again: false, days: String(newcomer_days) },
		...{ links: String(limits.links), mentions: String(limits.mentions) },
		...{ photos: String(limits.photos), requests: String(limits.requests) },
		prompts: Array.from({ length: PROMPTS }, (_, place) => prompts[place] ?? ''),
	};
}

export function wrongIn(form: SettingsForm): Record<string, string[]> {
	const wrong: Record<string, string[]> = {};
	for (const field of ['days', ...LIMITS] as const) {
		const most = field === 'days' ? MOST_DAYS : MOST_OF_A_KIND;
		const number = Number(form[field]);
		const fits = /^\d+$/.test(form[field].trim()) && number <= most;
		if (!fits) wrong[field] = [say('wrongNumber', { most })];
	}
	if (!form.guidelines.trim()) wrong.guidelines = [say('needsText')];
	for (const [place, prompt] of form.prompts.entries()) {
		if (!prompt.trim()) wrong[`prompts.${String(place)}`] = [say('needsText')];
	}
	return wrong;
}

/** Only what was changed, in the words of the contract. */
export function changesOf(changes: Partial<SettingsForm>): ChangeChatSettings {
	const { days, links, mentions, photos, requests, ...rest } = changes;
	const limits = Object.fromEntries(
		Object.entries({ links, mentions, photos, requests }).flatMap(([name, typed]) =>
			typed === undefined ? [] : [[name, Number(typed)]],
		),
	);
	return {
		...rest,
		...(days === undefined ? {} : { newcomer_days: Number(days) }),
		...(Object.keys(limits).length > 0 ? { limits } : {}),
	};
}
