/** Addresses of panels. */
const meeting = (slug: string) => `/m/${encodeURIComponent(slug)}`;

export const panelsPath = (slug: string) => `${meeting(slug)}/panels`;
export const panelPath = (slug: string, id: number) => `${meeting(slug)}/panels/${String(id)}`;
export const ticketPath = (slug: string, id: number) => `${panelPath(slug, id)}/ticket`;
export const doorPath = (slug: string, id: number) => `${panelPath(slug, id)}/door`;
/** The pages of those who run panels. */
export const hostingPath = (slug: string) => `${meeting(slug)}/hosting`;
export const consolePath = (slug: string, id: number) => `${hostingPath(slug)}/${String(id)}`;
