import { locale } from '@/core/words';

const names = new Intl.DisplayNames([locale], { type: 'language' });

/** "de" is German; what no one can name stays as it is. */
export function languageName(code: string): string {
	try {
		return names.of(code) ?? code;
	} catch {
		return code;
	}
}
