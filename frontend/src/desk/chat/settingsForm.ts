/** The settings of the chat as a form, and what of it is sent. */
import type { ChangeChatSettings, ChatSettings } from '@/contract';
import { say } from './words';

type Point = ChatSettings['points'][number];

export interface SettingsForm {
	guidelines: string;
	/** Everybody accepts the guidelines anew. */
	ask_again: boolean;
	/** What one can be held to, in their order. */
	points: Point[];
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

export function formOf({
	guidelines,
	points,
	welcome,
	prompts,
	newcomer_days,
	limits,
}: ChatSettings): SettingsForm {
	return {
		...{ guidelines, welcome, ask_again: false, days: String(newcomer_days) },
		...{ links: String(limits.links), mentions: String(limits.mentions) },
		...{ photos: String(limits.photos), requests: String(limits.requests) },
		points: points.map((point) => ({ ...point })),
		prompts: Array.from({ length: PROMPTS }, (_, place) => prompts[place] ?? ''),
	};
}

export function wrongIn(form: SettingsForm): Record<string, string[]> {
	const texts = [
		['guidelines', form.guidelines],
		...form.points.flatMap(({ title, text }, place) => [
			[`points.${String(place)}.title`, title],
			[`points.${String(place)}.text`, text],
		]),
		...form.prompts.map((prompt, place) => [`prompts.${String(place)}`, prompt]),
	] as [string, string][];
	const missing = texts.filter(([, text]) => !text.trim()).map(([field]) => [field, [say('needsText')]]);
	return { ...wrongNumbers(form), ...(Object.fromEntries(missing) as Record<string, string[]>) };
}

function wrongNumbers(form: SettingsForm): Record<string, string[]> {
	const wrong: Record<string, string[]> = {};
	for (const field of ['days', ...LIMITS] as const) {
		const most = field === 'days' ? MOST_DAYS : MOST_OF_A_KIND;
		const fits = /^\d+$/.test(form[field].trim()) && Number(form[field]) <= most;
		if (!fits) wrong[field] = [say('wrongNumber', { most })];
	}
	return wrong;
}

/** Only what was changed, in the words of the contract. */
export function changesOf(changes: Partial<SettingsForm>): ChangeChatSettings {
	const { days, links, mentions, photos, requests, points, ...rest } = changes;
	const limits = Object.fromEntries(
		Object.entries({ links, mentions, photos, requests }).flatMap(([name, typed]) =>
			typed === undefined ? [] : [[name, Number(typed)]],
		),
	);
	return {
		...rest,
		...(points && { points: withKeys(points) }),
		...(days === undefined ? {} : { newcomer_days: Number(days) }),
		...(Object.keys(limits).length > 0 ? { limits } : {}),
	};
}

const LONGEST_KEY = 40;

/** What a new point is called in decisions, for ever: made of its title once, and like no other. */
export function keyOf(title: string, taken: readonly string[]): string {
	const plain = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^[^a-z]+|_+$/g, '')
		.slice(0, LONGEST_KEY - 3);
	const key = plain || 'point';
	let place = 1;
	while (taken.includes(place === 1 ? key : `${key}_${String(place)}`)) place += 1;
	return place === 1 ? key : `${key}_${String(place)}`;
}

/** New ones get their keys. */
export function withKeys(points: readonly Point[]): Point[] {
	const taken = points.map(({ key }) => key).filter(Boolean);
	return points.map((point) => {
		if (point.key) return point;
		const key = keyOf(point.title, taken);
		taken.push(key);
		return { ...point, key };
	});
}
