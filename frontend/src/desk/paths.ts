/** Addresses of the desk. */
export const deskPath = '/desk';

export type Shelf = 'sessions' | 'rooms' | 'tracks' | 'speakers';
type Room = Shelf | 'details' | 'import' | 'history' | 'registered';

export const editionPath = (slug: string) => `/desk/m/${encodeURIComponent(slug)}`;
export const roomPath = (slug: string, room: Room) => `${editionPath(slug)}/${room}`;
export const itemPath = (slug: string, shelf: Shelf, id: number | 'new') =>
	`${roomPath(slug, shelf)}/${String(id)}`;
export const memberPath = (id: number) => `/desk/members/${String(id)}`;
