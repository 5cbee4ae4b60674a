/** The moderators' queue and its cases. */
import type { Route } from '@/core/routes';
import { queuePath } from '../paths';
import type * as Pages from './pages';

const page =
	<Name extends keyof typeof Pages>(name: Name) =>
	async () => ({ default: (await import('./pages'))[name] });
const beside = page('Queue');

export const routesOfDesk: Route[] = [
	{ path: queuePath, load: beside, list: true, desk: true },
	{ path: `${queuePath}/cases/:id`, load: page('Case'), beside, desk: true },
];
