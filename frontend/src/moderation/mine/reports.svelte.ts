/** What I reported, as my stream tells it, and how a report is sent. */
import type { AboutSubject } from '@/core/guests.svelte';
import { outbox, type Entry } from '@/core/outbox.svelte';
import { mine } from '@/people';
import { reportsPath } from '../paths';
import type { Report } from '@/contract';
import { say } from './words';

/** A report on its way. */
export type Reporting = Pick<Report, 'subject' | 'subject_id' | 'guideline' | 'words'>;

/** The newest first. */
export function allReports(): Report[] {
	return [...mine.of<Report>('report').values()].sort((one, other) => other.id - one.id);
}

/** My report of this, if I made one. */
export function reportOf(kind: AboutSubject['kind'], id: number): Report | undefined {
	return allReports().find(({ subject, subject_id }) => subject === kind && subject_id === id);
}

/** Now, or when there is a network. */
export function report(about: Reporting): Promise<Entry<Reporting>> {
	return outbox.put<Reporting>({ kind: 'report', what: say('what'), href: reportsPath, about });
}

/** Lets go of what was refused. */
export function takeBack(entry: Entry<Reporting>): Promise<void> {
	return outbox.drop(entry);
}
