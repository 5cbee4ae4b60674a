import type { Application } from '@/contract';

export const DECISION_TONES = {
	open: 'amber',
	accepted: 'moss',
	declined: 'quiet',
	withdrawn: 'quiet',
} as const satisfies Record<Application['decision'], string>;
export const DECISION_WORDS = {
	open: 'waiting',
	accepted: 'accepted',
	declined: 'declined',
	withdrawn: 'withdrawn',
} as const satisfies Record<Application['decision'], string>;
