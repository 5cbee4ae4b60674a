/** Addresses of the hosts' pages. */
export const hostingPath = (slug: string) => `/m/${encodeURIComponent(slug)}/hosting`;
export const consolePath = (slug: string, id: number) => `${hostingPath(slug)}/${String(id)}`;
export const listPath = (slug: string, id: number) => `${consolePath(slug, id)}/list`;
export const numbersPath = (slug: string) => `${hostingPath(slug)}/numbers`;
