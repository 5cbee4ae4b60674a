import { describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from '@/core/api';
import { Upload, type Send } from './upload.svelte';

const FILE = new File(['<schedule/>'], 'schedule.xml');
const answering = (): Send =>
	vi.fn((form: FormData) => Promise.resolve({ written: form.get('write') === 'true' }));

describe('taking in a file', () => {
	it('looks first and writes when told', async () => {
		const send = answering();
		const upload = new Upload(send);
		upload.choose(FILE);
		await upload.preview();
		expect(upload.report).toEqual({ written: false });

		await upload.take();
		expect(upload.report).toEqual({ written: true });
		const [form] = vi.mocked(send).mock.lastCall ?? [];
		expect([form?.get('file'), form?.get('url')]).toEqual([FILE, null]);
	});

	it('takes an address instead, and forgets the file', async () => {
		const send = answering();
		const upload = new Upload(send);
		upload.choose(FILE);
		upload.write(' https://example.org/schedule.json ');
		await upload.preview();

		const [form] = vi.mocked(send).mock.lastCall ?? [];
		expect([form?.get('file'), form?.get('url')]).toEqual([null, 'https://example.org/schedule.json']);
	});

	it('forgets what it saw when something else is chosen', async () => {
		const upload = new Upload(answering());
		upload.choose(FILE);
		await upload.preview();
		upload.write('https://example.org');

		expect(upload.report).toBeUndefined();
	});

	it('says what is wrong with the file, and keeps it', async () => {
		const upload = new Upload(() =>
			Promise.reject(new Refusal(422, { detail: 'schedule.xml, line 4,012: it ends here.' })),
		);
		upload.choose(FILE);
		await upload.preview();

		expect([upload.trouble, upload.name, upload.busy]).toEqual([
			'schedule.xml, line 4,012: it ends here.',
			'schedule.xml',
			undefined,
		]);
	});

	it('says that there is no network', async () => {
		const upload = new Upload(() => Promise.reject(new Unreachable()));
		upload.choose(FILE);
		await upload.preview();

		expect(upload.trouble).toContain('no network');
	});

	it('does nothing without a file or an address', async () => {
		const send = answering();
		await new Upload(send).preview();
		expect(send).not.toHaveBeenCalled();
	});
});
