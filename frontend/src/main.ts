import '@/styles/base.css';
import { clock } from '@/core/clock.svelte';
import { connection } from '@/core/connection.svelte';
import { install } from '@/core/install.svelte';
import { live } from '@/core/live.svelte';
import { outbox } from '@/core/outbox.svelte';
import { router } from '@/core/router.svelte';
import { updates } from '@/core/updates.svelte';
import { mount } from 'svelte';
import App from './App.svelte';
import { features } from './features';

clock.start();
connection.start();
install.start();
outbox.start();
for (const feature of features) feature.start?.();

/** How long the first view has the line to itself before the phone keeps the rest of the app. */
const KEPT_AFTER = 2_000;

// No `await` at the top: the other chunks import this one, and would wait for each other for ever.
void router.start(features.flatMap((feature) => feature.routes)).then(show);

function show(): void {
	const target = document.getElementById('app');
	if (!target) return;
	target.replaceChildren();
	mount(App, { target });
	requestAnimationFrame(() => setTimeout(() => live.start()));
	setTimeout(() => void updates.start(), KEPT_AFTER);
}
