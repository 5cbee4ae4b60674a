/** What a moderator looks after, as a form. */
import type { Moderator, SetScopes } from '@/contract';
import { together } from '@/core/words';
import { say } from './words';

const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

export interface ScopesForm {
	channels: ReadonlySet<string>;
	languages: string;
}

export function formOf({ scopes }: Moderator): ScopesForm {
	return {
		channels: new Set(scopes.flatMap(({ channel_id }) => (channel_id === null ? [] : [String(channel_id)]))),
		languages: languagesOf(scopes).join(', '),
	};
}

const languagesOf = (scopes: Moderator['scopes']) => scopes.map(({ language }) => language).filter(Boolean);

function typedLanguages(text: string): string[] {
	return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

export function wrongIn({ languages }: ScopesForm): string | undefined {
	return typedLanguages(languages).every((one) => LANGUAGE.test(one)) ? undefined : say('languageWrong');
}

export function scopesOf({ channels, languages }: ScopesForm): SetScopes {
	return {
		scopes: [
			...[...channels].map((id) => ({ channel_id: Number(id), language: '' })),
			...typedLanguages(languages).map((language) => ({ channel_id: null, language })),
		],
	};
}

/** "Everything", or "Introductions and messages in es". */
export function scopesName({ scopes }: Moderator): string {
	if (scopes.length === 0) return say('everything');
	return together(
		scopes.map(({ channel_title, language }) => channel_title ?? say('languageName', { language })),
	);
}
