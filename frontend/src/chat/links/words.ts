import { words } from '@/core/words';

export const say = words({
	speaker: 'Speaker',
	cancelled: 'Cancelled',
	noTime: 'No time yet',
	noRoom: 'No room yet',
});
