/** Addresses of moderation. */
export const decisionsPath = '/me/decisions';
export const reportsPath = '/me/reports';
export const queuePath = '/moderation';
export const casePath = (id: number) => `/moderation/cases/${String(id)}`;
export const rulesPath = '/moderation/rules';
export const rulePath = (id: number | 'new') => `${rulesPath}/${String(id)}`;
export const transparencyPath = (slug: string) => `/m/${encodeURIComponent(slug)}/transparency`;
/** The way to all that is not the queue. */
export const morePath = '/moderation/more';
export const bulkPath = '/moderation/bulk';
export const settingsPath = '/moderation/settings';
export const scopesPath = '/moderation/scopes';
export const loadPath = '/moderation/load';
export const auditPath = '/moderation/audit';
