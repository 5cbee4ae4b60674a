/**
 * Moments are UTC ("2026-12-01T09:30:00Z"); what a person reads is the meeting's wall clock. A *day* is a string such as
 * "2026-12-01": the day of the programme, so what starts after midnight still belongs to the evening before.
 */
import { locale } from './words';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** What starts before four in the morning belongs to the day before. */
const NIGHT_ENDS = 4 * 60 * MINUTE;

export interface Wall {
	date: string;
	time: string;
}

const readers = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Wall>();

/** The date and the time on the wall of a zone, at a moment. */
export function wallAt(moment: number, zone: string): Wall {
	const key = `${String(moment)} ${zone}`;
	let wall = known.get(key);
	if (!wall) {
		const [date = '', time = ''] = reader(zone).format(moment).split(', ');
		wall = { date, time };
		known.set(key, wall);
	}
	return wall;
}

function reader(zone: string): Intl.DateTimeFormat {
	let format = readers.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-CA', {
			timeZone: zone,
			dateStyle: 'short',
			timeStyle: 'short',
			hourCycle: 'h23',
		});
		readers.set(zone, format);
	}
	return format;
}

/** "09:30". */
export function timeAt(moment: number, zone: string): string {
	return wallAt(moment, zone).time;
}

/** The day of the programme that a moment belongs to. */
export function dayAt(moment: number, zone: string): string {
	return wallAt(moment - NIGHT_ENDS, zone).date;
}

export function dayAfter(day: string): string {
	return new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

const SHAPES = {
	chip: weekdayFirst(new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' })),
	weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }),
	short: new Intl.DateTimeFormat(locale, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		timeZone: 'UTC',
	}),
	dated: new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		timeZone: 'UTC',
	}),
	long: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }),
};

/** "Thu 26" also where a locale's own order, "26 Thu", reads like a mistake. */
function weekdayFirst(shape: Intl.DateTimeFormat): Pick<Intl.DateTimeFormat, 'format'> {
	const part = (at: Date | number | undefined, type: string) =>
		shape.formatToParts(at).find((one) => one.type === type)?.value ?? '';
	return { format: (at) => `${part(at as Date, 'weekday')} ${part(at as Date, 'day')}` };
}

const range = new Intl.DateTimeFormat(locale, {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC',
});

export function dayName(day: string, shape: keyof typeof SHAPES): string {
	return SHAPES[shape].format(Date.parse(day));
}

/** "1 – 4 December 2026". */
export function datesName(first: string, last: string): string {
	return range.formatRange(Date.parse(first), Date.parse(last));
}

/** The reader's own zone. */
export function ownZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The date and the time on the reader's own wall. A list asks it for every row, and `Intl` takes a slow phone long. */
export function ownWall(moment: number): Wall {
	const wall = new Date(moment - new Date(moment).getTimezoneOffset() * MINUTE).toISOString();
	return { date: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** Whether the reader's watch shows something else than the wall of the zone. */
export function differsHere(moment: number, zone: string): boolean {
	const [there, here] = [wallAt(moment, zone), wallAt(moment, ownZone())];
	return there.time !== here.time || there.date !== here.date;
}

const past = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

/** "10 min. ago", "2 hr. ago", "yesterday", then the date. */
export function agoName(moment: number, now: number): string {
	const minutes = Math.max(0, Math.floor((now - moment) / MINUTE));
	if (minutes < 60) return past.format(-minutes, 'minute');
	if (minutes < 24 * 60) return past.format(-Math.floor(minutes / 60), 'hour');
	if (minutes < 7 * 24 * 60) return past.format(-Math.floor(minutes / (24 * 60)), 'day');
	return dayName(wallAt(moment, ownZone()).date, 'short');
}

/** The moment when the wall of a zone shows this; undefined in the hour that summer time leaves out. */
export function momentAt({ date: day, time }: Wall, zone: string): number | undefined {
	const asUtc = Date.parse(`${day}T${time}Z`);
	if (Number.isNaN(asUtc)) return undefined;
	const tries = [asUtc - DAY / 2, asUtc + DAY / 2].map((near) => asUtc - offsetAt(near, zone));
	return tries.find((moment) => {
		const wall = wallAt(moment, zone);
		return wall.date === day && wall.time === time;
	});
}

function offsetAt(moment: number, zone: string): number {
	const whole = Math.floor(moment / MINUTE) * MINUTE;
	const wall = wallAt(whole, zone);
	return Date.parse(`${wall.date}T${wall.time}Z`) - whole;
}
