/** The moderators' queue and its cases. */
import type { Route } from '@/core/routes';

export const routesOfDesk: Route[] = [];
