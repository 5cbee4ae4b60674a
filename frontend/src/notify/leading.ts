/** Where a notice leads. */
import type { Notice } from '@/contract';

/** The page of what it is about; undefined where there is none. */
export function pathOf({ about }: Pick<Notice, 'about'>): string | undefined {
	const { slug, panel_id: panel, session_id: session } = about as Partial<Record<string, string | number>>;
	if (slug === undefined) return undefined;
	const meeting = `/m/${encodeURIComponent(slug)}`;
	if (panel !== undefined) return `${meeting}/panels/${String(panel)}`;
	return session === undefined ? undefined : `${meeting}/sessions/${String(session)}`;
}
