/** A clock that ticks every second, as the server's does, while something shows it: for what ends soon. */
import { createSubscriber } from 'svelte/reactivity';
import { clock } from './clock.svelte';

const tick = createSubscriber((update) => {
	const timer = setInterval(update, 1_000);
	return () => clearInterval(timer);
});

export const seconds = {
	/** Milliseconds since 1970 by the server's clock. */
	get now(): number {
		tick();
		return Date.now() + clock.skew;
	},
};
