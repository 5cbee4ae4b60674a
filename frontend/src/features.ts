/** Every part of the app, from the ground up. A new part registers here and nowhere else. */
import type { Feature } from '@/core/routes';
import { chat } from '@/chat';
import { desk } from '@/desk';
import { meetings } from '@/meetings';
import { moderation } from '@/moderation';
import { notify } from '@/notify';
import { panels } from '@/panels';
import { people } from '@/people';
import { programme } from '@/programme';

export const features: Feature[] = [people, meetings, notify, programme, chat, panels, moderation, desk];
