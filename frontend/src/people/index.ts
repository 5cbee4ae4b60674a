/** People: who I am on this phone, signing in and out, my profile and devices. */
import type { Feature } from '@/core/routes';
import { me } from './me.svelte';
import { mine } from './mine.svelte';

export { me } from './me.svelte';
export { mine, Mine, type MyFrame } from './mine.svelte';
export { default as MeButton } from './MeButton.svelte';

export const people: Feature = {
	routes: [
		{ path: '/sign-in', load: () => import('./SignIn.svelte') },
		{ path: '/sign-in/inbox', load: () => import('./Inbox.svelte') },
		{ path: '/me', load: () => import('./Me.svelte') },
		{ path: '/me/profile', load: () => import('./Profile.svelte') },
		{ path: '/me/devices', load: () => import('./Devices.svelte') },
		{ path: '/me/passkeys', load: () => import('./Passkeys.svelte') },
	],
	start() {
		void me.open();
		void mine.open();
		mine.follow();
	},
};
