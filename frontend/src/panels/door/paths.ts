/** Addresses of the door. */
import { panelPath } from '../paths';

export const doorPath = (slug: string, panel: number) => `${panelPath(slug, panel)}/door`;
/** Where a code is entered. */
export const doorPlain = '/door';
