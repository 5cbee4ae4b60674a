/** How the community moderates, as a form, and what of it is sent. */
import type { ChangeModerationSettings, ModerationSettings } from '@/contract';
import { say } from './words';

export const TIMES = {
	claim_minutes: 240,
	appeal_days: 365,
	strike_days: 3650,
	evidence_days: 730,
	away_hours: 168,
} as const;
export type Time = keyof typeof TIMES;
export const NAMES = Object.keys(TIMES) as Time[];

export type SettingsForm = Pick<ModerationSettings, 'newcomers' | 'when_away'> & Record<Time, string>;

export function formOf(now: ModerationSettings): SettingsForm {
	const times = Object.fromEntries(NAMES.map((name) => [name, String(now[name])])) as Record<Time, string>;
	return { newcomers: now.newcomers, when_away: now.when_away, ...times };
}

export function wrongIn(form: SettingsForm): Partial<Record<Time, string>> {
	const wrong = NAMES.filter((name) => {
		const typed = form[name].trim();
		return !/^\d+$/.test(typed) || Number(typed) < 1 || Number(typed) > TIMES[name];
	});
	return Object.fromEntries(wrong.map((name) => [name, say('wrongNumber', { least: 1, most: TIMES[name] })]));
}

/** Only what differs. */
export function changesOf(form: SettingsForm, now: ModerationSettings): ChangeModerationSettings {
	const times = NAMES.filter((name) => Number(form[name]) !== now[name]);
	return {
		...Object.fromEntries(times.map((name) => [name, Number(form[name])])),
		...(form.newcomers !== now.newcomers && { newcomers: form.newcomers }),
		...(form.when_away !== now.when_away && { when_away: form.when_away }),
	};
}
