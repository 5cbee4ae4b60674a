import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = /\.(js|css|svg|webmanifest)$/;
/** What saves less than this is not worth a file of its own. */
const LEAST_SAVED = 200;

/** Writes a brotli and a gzip form beside each text of the build, once, so that no request compresses anything. */
export function compressed(): Plugin {
	let folder = '';
	return {
		name: 'fireside-compressed',
		apply: 'build',
		configResolved(config) {
			folder = config.build.outDir;
		},
		closeBundle() {
			const names = readdirSync(folder, { recursive: true }).map(String);
			for (const name of names.filter((name) => TEXTS.test(name))) compress(join(folder, name));
		},
	};
}

function compress(file: string): void {
	const text = readFileSync(file);
	const brotli = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
	const forms = { br: brotliCompressSync(text, { params: brotli }), gz: gzipSync(text, { level: 9 }) };
	for (const [ending, bytes] of Object.entries(forms)) {
		if (bytes.length < text.length - LEAST_SAVED) writeFileSync(`${file}.${ending}`, bytes);
	}
}
