/** An edition as a form, and back. */
import type { Meeting } from '@/contract';
import { ownZone } from '@/core/times';
import { fold } from '@/core/fold';
import { say } from './words';
import { isZone } from './zones';

export interface MeetingForm {
	name: string;
	slug: string;
	starts_on: string;
	ends_on: string;
	timezone: string;
	venue: string;
	address: string;
	url: string;
	about: string;
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/** The form of a new edition. */
export function blankMeeting(): MeetingForm {
	const texts = { name: '', slug: '', venue: '', address: '', url: '', about: '' };
	return { ...texts, starts_on: '', ends_on: '', timezone: ownZone() };
}

export function meetingForm(meeting: Meeting): MeetingForm {
	const { name, slug, starts_on, ends_on, timezone, venue, address, url, about } = meeting;
	return { name, slug, starts_on, ends_on, timezone, venue, address, url, about };
}

/** "Lantern 2027, Ångström" as "lantern-2027-angstrom". */
export function slugOf(name: string): string {
	return fold(name)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
}

export function wrongMeeting(form: MeetingForm): Record<string, string[]> {
	const wrong: Record<string, string[]> = {};
	if (form.name.trim().length < 2) wrong.name = [say('nameMissing')];
	if (!SLUG.test(form.slug)) wrong.slug = [say('slugMissing')];
	if (!form.starts_on) wrong.starts_on = [say('dayMissing')];
	if (!form.ends_on) wrong.ends_on = [say('dayMissing')];
	else if (form.ends_on < form.starts_on) wrong.ends_on = [say('backwards')];
	if (!isZone(form.timezone)) wrong.timezone = [say('timezoneMissing')];
	return wrong;
}
