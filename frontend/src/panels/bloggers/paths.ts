/** Addresses of the bloggers' pages. */
const meeting = (slug: string) => `/m/${encodeURIComponent(slug)}`;

export const blogrollPath = (slug: string) => `${meeting(slug)}/blogroll`;
export const bloggerPath = (slug: string, id: number) => `${blogrollPath(slug)}/${String(id)}`;
export const applyPath = (slug: string, panelId?: number) =>
	`${meeting(slug)}/apply${panelId === undefined ? '' : `?panel=${String(panelId)}`}`;

/** For hosts. */
export const hostBlogrollPath = (slug: string) => `${meeting(slug)}/host/bloggers`;
export const hostBloggerPath = (slug: string, id: number | 'new') =>
	`${hostBlogrollPath(slug)}/${String(id)}`;
export const hostImportPath = (slug: string) => `${meeting(slug)}/host/blogroll-import`;
export const applicationsPath = (slug: string) => `${meeting(slug)}/host/applications`;
export const panelBloggersPath = (slug: string, panelId: number) =>
	`${meeting(slug)}/panels/${String(panelId)}/bloggers`;

export const opmlAddress = (slug: string) => `/api/meetings/${encodeURIComponent(slug)}/blogroll.opml`;
