import { describe, expect, it } from 'vitest';
import { linksIn } from './links';

const ours = 'https://meet.example';
const pathsIn = (text: string) => linksIn(text, ours).map(({ path }) => path);

describe('an address in a message', () => {
	it.each([
		[`See ${ours}/m/lantern-2026/sessions/5.`, ['/m/lantern-2026/sessions/5']],
		[`**${ours}/m/lantern-2026/panels/7**, at last`, ['/m/lantern-2026/panels/7']],
		[`[who](${ours}/m/lantern-2026/speakers/9?from=chat#top)!`, ['/m/lantern-2026/speakers/9']],
	])('leads to a page of ours: %s', (text, paths) => {
		expect(pathsIn(text)).toEqual(paths);
	});

	it.each([
		'https://meet.example.evil.example/m/lantern-2026/sessions/5',
		'https://evil.example/https://meet.example/m/lantern-2026/sessions/5',
		`${ours}/m/lantern-2026/rooms/5`,
		`${ours}/m/lantern-2026/sessions/5/edit`,
		`${ours}/m/../sessions/5`,
		`${ours}/m/lantern-2026/sessions/five`,
		`${ours}:8443/m/lantern-2026/sessions/5`,
		'/m/lantern-2026/sessions/5',
	])('leads elsewhere: %s', (text) => {
		expect(pathsIn(text)).toEqual([]);
	});

	it('is shown once, and no more than two are', () => {
		const [one, two, three] = [1, 2, 3].map((id) => `${ours}/m/lantern-2026/sessions/${String(id)}`);

		expect(pathsIn([one, one, two, three].join(' '))).toEqual([
			'/m/lantern-2026/sessions/1',
			'/m/lantern-2026/sessions/2',
		]);
	});
});
