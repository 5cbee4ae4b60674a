/** Rules, settings, what was done in bulk, the log, and what everybody may know of it. */
import type { Route } from '@/core/routes';

export const routesOfRules: Route[] = [];
