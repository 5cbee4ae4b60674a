/** Addresses of panels. */
const meeting = (slug: string) => `/m/${encodeURIComponent(slug)}`;

export const panelsPath = (slug: string) => `${meeting(slug)}/panels`;
export const panelPath = (slug: string, id: number) => `${meeting(slug)}/panels/${String(id)}`;
export const ticketPath = (slug: string, id: number) => `${panelPath(slug, id)}/ticket`;
export const wallPath = (slug: string, id: number) => `${panelPath(slug, id)}/wall`;
