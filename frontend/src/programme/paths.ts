/** Addresses of the programme's pages and downloads. The server answers the same ones with pages that need no script. */
const meeting = (slug: string) => `/m/${encodeURIComponent(slug)}`;

export const programmePath = (slug: string) => `${meeting(slug)}/programme`;
export const sessionPath = (slug: string, id: number) => `${meeting(slug)}/sessions/${String(id)}`;
export const speakerPath = (slug: string, id: number) => `${meeting(slug)}/speakers/${String(id)}`;
export const roomPath = (slug: string, id: number) => `${meeting(slug)}/rooms/${String(id)}`;
export const agendaPath = (slug: string) => `${meeting(slug)}/agenda`;

/** The organiser's desk stands above this feature; its address is all that is known here. */
export const deskSessionPath = (slug: string, id: number) => `/desk${sessionPath(slug, id)}`;

export const sessionCalendar = (id: number) => `/api/sessions/${String(id)}.ics`;
export const agendaCalendar = (slug: string) => `/api/me/agenda/${encodeURIComponent(slug)}.ics`;
