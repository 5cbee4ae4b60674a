/**
 * The size budget of the first view: what a phone loads before it shows the first page. Reads the build in `dist/`;
 * prints the figures (bytes after gzip; fonts and icons as they are) and fails over the budget.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = { 'JavaScript of the first route': 60_000, 'whole first view': 120_000 };
const COMPRESSED = /\.(woff2|png)$/;

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const entry = manifest['index.html'];

const scripts = new Set();
const styles = new Set();
collect(entry);

function collect(chunk) {
	if (scripts.has(chunk.file)) return;
	scripts.add(chunk.file);
	for (const file of chunk.css ?? []) styles.add(file);
	for (const name of chunk.imports ?? []) collect(manifest[name]);
}

const latin = entry.assets?.filter((file) => /latin-wght/.test(file)) ?? [];
const size = (file) => {
	const bytes = readFileSync(`dist/${file}`);
	return COMPRESSED.test(file) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
};
const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);

const rest = [...styles, ...latin, 'index.html', 'theme.js', 'manifest.webmanifest', 'icons/icon.svg'];
const figures = {
	'JavaScript of the first route': sum(scripts),
	'whole first view': sum(scripts) + sum(rest),
};
for (const [what, bytes] of Object.entries(figures)) {
	const over = bytes > BUDGET[what];
	console.log(`${what}: ${(bytes / 1000).toFixed(1)} kB of ${BUDGET[what] / 1000} kB${over ? '  OVER' : ''}`);
	if (over) process.exitCode = 1;
}
