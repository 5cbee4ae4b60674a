import '@/styles/base.css';
import { clock } from '@/core/clock.svelte';
import { connection } from '@/core/connection.svelte';
import { install } from '@/core/install.svelte';
import { router } from '@/core/router.svelte';
import { updates } from '@/core/updates.svelte';
import { mount } from 'svelte';
import App from './App.svelte';
import { features } from './features';

clock.start();
connection.start();
install.start();
for (const feature of features) feature.start?.();
void updates.start();

const target = document.getElementById('app');
if (target) {
	await router.start(features.flatMap((feature) => feature.routes));
	target.replaceChildren();
	mount(App, { target });
	router.fetchAhead();
}
