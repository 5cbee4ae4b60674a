/** The few words that the first view needs. */
import { words } from '@/core/words';

export const say = words({
	me: 'Me',
	putOut: 'You were signed out on this device. Your agenda stays in your account.',
});
