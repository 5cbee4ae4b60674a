/**
 * The size budget of the first view: what a phone loads before it shows the first page. Reads the build in `dist/`;
 * prints the figures (bytes after gzip; the font as it is) and fails over the budget.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = { 'JavaScript of the first route': 60_000, 'whole first view': 120_000 };
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;

const page = readFileSync('dist/index.html', 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/((?!api\/)[^"]+)"/g)].map(([, file]) => file);
const font = readdirSync('dist/assets').find((file) => file.startsWith('figtree-latin-wght'));

const scripts = new Set(named.filter((file) => file.endsWith('.js')));
for (const script of scripts) {
	const code = readFileSync(`dist/${script}`, 'utf8');
	for (const [, file] of code.matchAll(STATIC_IMPORT)) scripts.add(`assets/${file}`);
}

const size = (file) => {
	const bytes = readFileSync(`dist/${file}`);
	return /\.(woff2|png)$/.test(file) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
};
const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);

const rest = new Set(['index.html', `assets/${font}`, ...named.filter((file) => !file.endsWith('.png'))]);
const figures = {
	'JavaScript of the first route': sum(scripts),
	'whole first view': sum(new Set([...scripts, ...rest])),
};
for (const [what, bytes] of Object.entries(figures)) {
	const over = bytes > BUDGET[what];
	console.log(`${what}: ${(bytes / 1000).toFixed(1)} kB of ${BUDGET[what] / 1000} kB${over ? '  OVER' : ''}`);
	if (over) process.exitCode = 1;
}
