import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { chunks } from './scripts/chunks.ts';
import { compressed } from './scripts/compressed.ts';
import { serviceWorker } from './scripts/service-worker.ts';

const api = process.env.FIRESIDE_API ?? 'http://127.0.0.1:8000';

export default defineConfig(({ mode }) => ({
	plugins: [svelte(), serviceWorker(), compressed()],
	resolve: {
		alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
		...(mode === 'test' ? { conditions: ['browser'] } : {}),
	},
	server: { proxy: { '/api': api, '/socket.io': { target: api, ws: true } } },
	build: {
		outDir: 'dist',
		emptyOutDir: true,
		assetsInlineLimit: 0,
		reportCompressedSize: false,
		chunkSizeWarningLimit: 900, // the API's interactive reference, which no phone loads
		modulePreload: { polyfill: false },
		rolldownOptions: {
			input: { app: 'index.html', 'api-docs': 'api-docs.html' },
			checks: { pluginTimings: false },
			treeshake: { moduleSideEffects: [{ test: /svelte\/src\/reactivity\//, sideEffects: false }] },
			output: { codeSplitting: { groups: chunks() } },
		},
	},
	test: {
		environment: 'jsdom',
		include: ['src/**/*.test.ts'],
		setupFiles: ['src/core/browser.fixture.ts'],
		restoreMocks: true,
	},
}));
