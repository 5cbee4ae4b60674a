/** Every part of the app, from the ground up. A new part registers here and nowhere else. */
import type { Feature } from '@/core/routes';

export const features: Feature[] = [];
