/** The few words that the first view needs. */
import { words } from '@/core/words';

export const say = words({ panels: 'Panels' });
