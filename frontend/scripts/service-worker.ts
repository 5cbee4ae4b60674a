import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Files of `public/` that belong to the app shell; everything that Vite emits does. */
const KEPT_WITH_THE_SHELL = /^(icons\/.*|theme\.js|manifest\.webmanifest)$/;

/** Builds `src/sw.ts` to `/sw.js` and tells it which files are the app shell, and by what name. */
export function serviceWorker(): Plugin {
	return {
		name: 'fireside-service-worker',
		apply: 'build',
		enforce: 'post',
		buildStart() {
			this.emitFile({ type: 'chunk', id: 'src/sw.ts', fileName: 'sw.js' });
		},
		// Last of all: a file that Vite has dropped by then (an entry that only imports) would fail the whole installation.
		generateBundle: {
			order: 'post',
			handler(_options, bundle) {
				const worker = bundle['sw.js'];
				if (worker?.type !== 'chunk') throw new Error('The service worker was not built.');
				const emitted = Object.keys(bundle).filter((name) =>
					/^assets\/(?!api-docs).*\.(js|css|woff2)$/.test(name),
				);
				const fixed = publicFiles().filter((name) => KEPT_WITH_THE_SHELL.test(name));
				const shell = [...emitted, ...fixed].map((name) => `/${name}`).sort();
				worker.code = worker.code
					.replaceAll('__SHELL_FILES__', JSON.stringify(['/', ...shell]))
					.replaceAll('__SHELL_NAME__', JSON.stringify(nameOf(shell)));
			},
		},
	};
}

function publicFiles(): string[] {
	return readdirSync('public', { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
}

function nameOf(shell: string[]): string {
	const hash = createHash('sha256');
	for (const file of shell) hash.update(file);
	for (const file of ['index.html', ...publicFiles().map((name) => `public/${name}`)]) {
		if (/\.\w+$/.test(file)) hash.update(readFileSync(file));
	}
	return `shell-${hash.digest('hex').slice(0, 12)}`;
}
