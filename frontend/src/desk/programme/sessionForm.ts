/** A session as a form, and back. */
import type { Session } from '@/contract';
import { slotForms, slotInputs, wrongSlots, type SlotForm } from './slots';
import { say } from './words';

export interface LinkForm {
	label: string;
	url: string;
}

export interface SessionForm {
	title: string;
	subtitle: string;
	slots: SlotForm[];
	state: Session['state'];
	note: string;
	speaker_ids: number[];
	kind: string;
	track_id: number | null;
	language: string;
	/** Separated by commas. */
	tags: string;
	abstract: string;
	links: LinkForm[];
	url: string;
}

export const BLANK: SessionForm = {
	title: '',
	subtitle: '',
	slots: [],
	state: 'scheduled',
	note: '',
	speaker_ids: [],
	kind: '',
	track_id: null,
	language: '',
	tags: '',
	abstract: '',
	links: [],
	url: '',
};

export function formOf(session: Session, zone: string): SessionForm {
	return {
		title: session.title,
		subtitle: session.subtitle,
		slots: slotForms(session.slots, zone),
		state: session.state,
		note: session.note,
		speaker_ids: [...session.speaker_ids],
		kind: session.kind,
		track_id: session.track_id,
		language: session.language,
		tags: session.tags.join(', '),
		abstract: session.abstract,
		links: session.links.map(({ label, url }) => ({ label, url })),
		url: session.url,
	};
}

/** The fields of a form as the contract takes them. */
export function bodyOf(changes: Partial<SessionForm>, zone: string) {
	const { slots, tags, links, ...plain } = changes;
	return {
		...plain,
		...(slots ? { slots: slotInputs(slots, zone) } : {}),
		...(tags === undefined ? {} : { tags: words(tags) }),
		...(links ? { links: written(links) } : {}),
	};
}

export function wrongIn(form: SessionForm, zone: string): Record<string, string[]> {
	return {
		...(form.title.trim() ? {} : { title: [say('titleMissing')] }),
		...wrongSlots(form.slots, zone),
	};
}

/** "a, b" as ["a", "b"]; each word once. */
export function words(text: string): string[] {
	return [...new Set(text.split(',').map((word) => word.trim()))].filter(Boolean);
}

/** Links that lead somewhere; one without a name is named by its address. */
export function written(links: readonly LinkForm[]): LinkForm[] {
	return links
		.map(({ label, url }) => ({ label: label.trim(), url: url.trim() }))
		.filter(({ url }) => url)
		.map(({ label, url }) => ({ label: label || hostOf(url), url }));
}

function hostOf(url: string): string {
	return URL.parse(url)?.host ?? url.slice(0, 80);
}
