import { describe, expect, it } from 'vitest';
import { blankMeeting, slugOf, wrongMeeting } from './meetingForm';
import { isZone, zoneName, zonesMatching } from './zones';

describe('a new edition', () => {
	it('takes its address from its name', () => {
		expect(slugOf('Lantern 2027, Ångström!')).toBe('lantern-2027-angstrom');
		expect(slugOf('—')).toBe('');
		expect(slugOf(`${'x'.repeat(59)} y`)).toBe('x'.repeat(59));
	});

	it('needs a name, an address, days in order and a zone that exists', () => {
		const form = {
			...blankMeeting(),
			name: 'Lantern',
			slug: 'lantern',
			starts_on: '2027-05-02',
			ends_on: '2027-05-04',
		};
		const wrong = (change: object) =>
			Object.keys(wrongMeeting({ ...form, timezone: 'Europe/Brussels', ...change }));

		expect(wrong({})).toEqual([]);
		expect(wrong({ name: 'L', slug: '-', starts_on: '', ends_on: '' })).toEqual([
			'name',
			'slug',
			'starts_on',
			'ends_on',
		]);
		expect(wrong({ ends_on: '2027-05-01' })).toEqual(['ends_on']);
		expect(wrong({ timezone: 'Mars/Olympus' })).toEqual(['timezone']);
	});
});

describe('time zones', () => {
	it('are found by a city, before the continent', () => {
		expect(zonesMatching('new yo', 'UTC')[0]).toEqual({
			name: 'America/New_York',
			offset: expect.stringContaining('GMT') as string,
		});
		expect(zonesMatching('brussels', 'UTC').map(({ name }) => name)).toEqual(['Europe/Brussels']);
		expect(zonesMatching('', 'Asia/Tokyo').map(({ name }) => name)).toEqual(['Asia/Tokyo', 'UTC']);
	});

	it('name mine once when it is UTC', () => {
		expect(zonesMatching('', 'UTC').map(({ name }) => name)).toEqual(['UTC']);
	});

	it('are said with the city first', () => {
		expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires, Argentina, America');
		expect([isZone('UTC'), isZone('Nowhere')]).toEqual([true, false]);
	});
});
