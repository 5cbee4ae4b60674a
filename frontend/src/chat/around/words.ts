import { words } from '@/core/words';

export const say = words({
	chat: 'Chat',
});
