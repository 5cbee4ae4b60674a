/** Draws the PNG icons from `public/icons/icon.svg` with the Chromium of this machine; run it when the flame changes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const drawing = readFileSync('public/icons/icon.svg', 'utf8');
const square = drawing.replace(/ rx="\d+"/, '');
const ICONS = [
	{ name: 'icon-192', size: 192, svg: drawing },
	{ name: 'icon-512', size: 512, svg: drawing },
	{ name: 'maskable-192', size: 192, svg: square.replace('scale(17.5)', 'scale(14.5)') },
	{ name: 'maskable-512', size: 512, svg: square.replace('scale(17.5)', 'scale(14.5)') },
	{ name: 'apple-touch-icon', size: 180, svg: square.replace('scale(17.5)', 'scale(15.5)') },
];

const folder = mkdtempSync(join(tmpdir(), 'icons-'));
for (const { name, size, svg } of ICONS) {
	const page = join(folder, `${name}.html`);
	writeFileSync(page, `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
	execFileSync('chromium', [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--disable-background-networking',
		'--default-background-color=00000000',
		`--window-size=${size},${size}`,
		`--screenshot=${resolve('public/icons', `${name}.png`)}`,
		`file://${page}`,
	]);
}
rmSync(folder, { recursive: true });
