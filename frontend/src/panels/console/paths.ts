/** Addresses that only hosts' pages lead to. */
import { consolePath, hostingPath } from '../paths';

export const listPath = (slug: string, id: number) => `${consolePath(slug, id)}/list`;
export const numbersPath = (slug: string) => `${hostingPath(slug)}/numbers`;
