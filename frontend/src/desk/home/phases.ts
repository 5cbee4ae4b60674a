import type { Edition } from '@/contract';
import type { Tone } from '@/ui/tones';

export const PHASE_TONES: Record<Edition['phase'], Tone> = {
	live: 'ember',
	upcoming: 'night',
	over: 'quiet',
};
