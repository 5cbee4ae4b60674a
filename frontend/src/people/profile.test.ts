import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Me } from '@/contract';
import { serverAnswers } from '@/core/server.fixture';
import { me } from './me.svelte';
import { Profile } from './profile.svelte';

const maya = {
	...{
		id: 12,
		rev: 1,
		name: 'Maya Kessler',
		affiliation: '',
		headline: '',
		about: '',
		offers: '',
		blog_url: '',
		feed_url: '',
		seeks: '',
	},
	...{
		interests: ['downtime drills'],
		links: [],
		roles: [],
		email: 'maya@example.org',
		visibility: 'members',
	},
	joined_at: '2026-01-01T00:00:00Z',
} as Me;

beforeEach(() => (me.person = maya));

describe('my profile', () => {
	it('sends only what I changed', async () => {
		const asked = serverAnswers({
			'PATCH /api/me': ({ body }) => ({ body: { ...maya, ...(body as object) } }),
		});
		const profile = new Profile(maya);
		profile.written.headline = 'Nurse informaticist';
		profile.written.interests = 'downtime drills, , open notes ';

		expect(await profile.save()).toBe(true);

		expect(asked[0]?.body).toEqual({
			headline: 'Nurse informaticist',
			interests: ['downtime drills', 'open notes'],
		});
		expect(me.person?.headline).toBe('Nurse informaticist');
	});

	it('is not undone by an answer that newer news have overtaken, nor shown to somebody else', async () => {
		const lena = { ...maya, id: 13, name: 'Lena Novak' };
		const answered = { body: { ...maya, rev: 2, headline: 'Before' } };
		serverAnswers({
			'PATCH /api/me': () => {
				me.hear({ ...maya, rev: 3, headline: 'Since' });
				return answered;
			},
		});
		await new Profile(maya).save();
		expect(me.person?.headline).toBe('Since');

		serverAnswers({
			'PATCH /api/me': () => {
				me.take(lena);
				return answered;
			},
		});
		await new Profile(maya).save();
		expect(me.person).toEqual(lena);
	});

	it('leaves out empty links', async () => {
		const asked = serverAnswers({ 'PATCH /api/me': { body: maya } });
		const profile = new Profile(maya);
		profile.addLink();
		profile.addLink();
		Object.assign(profile.written.links[1]!, { label: 'Blog', url: 'https://wards.example' });

		await profile.save();

		expect(asked[0]?.body).toEqual({ links: [{ label: 'Blog', url: 'https://wards.example' }] });
	});

	it('keeps a link that lacks its address, and says so at the link', async () => {
		const problem = { detail: 'Some fields need another look.', errors: { 'links.0.url': ['No address.'] } };
		serverAnswers({ 'PATCH /api/me': { status: 422, body: problem } });
		const profile = new Profile(maya);
		profile.addLink();
		profile.written.links[0]!.label = 'Blog';

		expect(await profile.save()).toBe(false);
		expect(profile.linkError(0, 'url')).toBe('No address.');
		expect(profile.written.links).toEqual([{ label: 'Blog', url: '' }]);
	});

	it('says what the server did not take', async () => {
		const problem = { detail: 'Some fields need another look.', errors: { name: ['Too short.'] } };
		serverAnswers({ 'PATCH /api/me': { status: 422, body: problem } });
		const profile = new Profile(maya);
		profile.written.name = 'M';

		expect(await profile.save()).toBe(false);
		expect(profile.error('name')).toBe('Too short.');
		expect(profile.trouble).toBe('Some fields need another look.');
	});
});
