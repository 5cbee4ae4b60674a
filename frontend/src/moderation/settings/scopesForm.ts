/** What a moderator looks after, as a form. */
import type { ListedChannel, Moderator, SetScopes } from '@/contract';
import { locale, together } from '@/core/words';
import { channels as known } from '../asked';
import { say } from './words';

export type Scope = Pick<Moderator['scopes'][number], 'channel_id' | 'language'>;

export interface ScopesForm {
	channels: ReadonlySet<string>;
	languages: ReadonlySet<string>;
}

const names = new Intl.DisplayNames([locale], { type: 'language' });

export function formOf({ scopes }: Pick<Moderator, 'scopes'>): ScopesForm {
	return {
		channels: new Set(scopes.flatMap(({ channel_id }) => (channel_id === null ? [] : [String(channel_id)]))),
		languages: new Set(scopes.map(({ language }) => language).filter(Boolean)),
	};
}

/** Languages that there are channels for, and those that are looked after already. */
export function languagesIn(channels: readonly ListedChannel[], { languages }: ScopesForm): string[] {
	const spoken = channels.map(({ language }) => language).filter(Boolean);
	return [...new Set([...spoken, ...languages])].sort();
}

export function scopesOf({ channels, languages }: ScopesForm): SetScopes {
	return {
		scopes: [
			...[...channels].map((id) => ({ channel_id: Number(id), language: '' })),
			...[...languages].map((language) => ({ channel_id: null, language })),
		],
	};
}

/** "de" is German. */
export const languageName = (code: string): string => names.of(code) ?? code;

/** "Introductions", "channels in Spanish". */
export function scopeName({ channel_id, language }: Scope): string {
	if (channel_id === null) return say('languageName', { language: languageName(language) });
	return known.now?.find(({ id }) => id === channel_id)?.title ?? String(channel_id);
}

/** "Everything", or "Introductions and channels in Spanish". */
export function scopesName({ scopes }: Pick<Moderator, 'scopes'>): string {
	const names = together(scopes.map((scope) => scope.channel_title ?? scopeName(scope)));
	return names ? names.charAt(0).toUpperCase() + names.slice(1) : say('everything');
}
