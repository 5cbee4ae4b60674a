/** What another host saved while this one was still typing. */
import type { ChangePanel, Panel } from '@/contract';
import type { Refusal } from '@/core/api';
import { aboutOf } from '../asking.svelte';

type Seen = NonNullable<ChangePanel['seen']>;

const NO_FIELDS = new Set(['then', 'seen', 'reserved']);

/** Of the fields that are to be changed, what stood in them when the host began. */
export function seenOf(body: ChangePanel, before: Panel): Seen {
	const { reserved } = body;
	const plain = Object.keys(body).filter((field) => !NO_FIELDS.has(field));
	const seen = Object.fromEntries(plain.map((field) => [field, before[field as keyof Panel]]));
	if (!reserved) return seen;
	const shares = Object.keys(reserved) as (keyof Panel['reserved'])[];
	return { ...seen, reserved: Object.fromEntries(shares.map((share) => [share, before.reserved[share]])) };
}

/** The fields that somebody else has set since, by the names of the history; none unless that is why it was refused. */
export function changedMeanwhile(refusal: Refusal | undefined): string[] {
	if (refusal?.code !== 'outdated') return [];
	const { fields } = aboutOf(refusal);
	return Array.isArray(fields) ? fields.map(String) : [];
}

/** A panel's settings by the names of the history: what is kept of the seats stands one by one. */
export function settingsOf(panel: Panel, fields: readonly string[]): Record<string, unknown> {
	const kept = Object.entries(panel.reserved).map(([share, count]) => [`reserved_${share}`, count]);
	const all: Record<string, unknown> = { ...panel, ...Object.fromEntries(kept) };
	return Object.fromEntries(fields.map((field) => [field, all[field]]));
}
