/** The organiser's desk: editions, the programme by hand and by import, its history, and the people. Loaded when asked for. */
import type { Feature, Lazily, Route } from '@/core/routes';

const home: Lazily = () => import('./home/Home.svelte');
const edition: Lazily = () => import('./home/EditionDesk.svelte');
const sessions: Lazily = () => import('./programme/Sessions.svelte');
const session: Lazily = () => import('./programme/SessionDesk.svelte');
const rooms: Lazily = () => import('./programme/Rooms.svelte');
const room: Lazily = () => import('./programme/RoomDesk.svelte');
const tracks: Lazily = () => import('./programme/Tracks.svelte');
const track: Lazily = () => import('./programme/TrackDesk.svelte');
const speakers: Lazily = () => import('./programme/Speakers.svelte');
const speaker: Lazily = () => import('./programme/SpeakerDesk.svelte');
const members: Lazily = () => import('./people/Members.svelte');

const routes: Route[] = [
	{ path: '/desk', load: home },
	{ path: '/desk/new', load: () => import('./meetings/NewEdition.svelte'), beside: home },
	{ path: '/desk/members', load: members, list: true },
	{ path: '/desk/members/:id', load: () => import('./people/Member.svelte'), beside: members },
	{ path: '/desk/invitations', load: () => import('./people/Invitations.svelte'), beside: home },
	{ path: '/desk/joining', load: () => import('./people/Joining.svelte'), beside: home },
	{ path: '/desk/chat', load: () => import('./chat/ChatSettings.svelte'), beside: home },
	{ path: '/desk/m/:edition', load: edition },
	{ path: '/desk/m/:edition/details', load: () => import('./meetings/Details.svelte'), beside: edition },
	{ path: '/desk/m/:edition/import', load: () => import('./imports/Import.svelte'), beside: edition },
	{ path: '/desk/m/:edition/history', load: () => import('./history/History.svelte'), beside: edition },
	{ path: '/desk/m/:edition/registered', load: () => import('./people/Registered.svelte'), beside: edition },
	{ path: '/desk/m/:edition/sessions', load: sessions, list: true },
	{ path: '/desk/m/:edition/sessions/:id', load: session, beside: sessions },
	{ path: '/desk/m/:edition/rooms', load: rooms, list: true },
	{ path: '/desk/m/:edition/rooms/:id', load: room, beside: rooms },
	{ path: '/desk/m/:edition/tracks', load: tracks, list: true },
	{ path: '/desk/m/:edition/tracks/:id', load: track, beside: tracks },
	{ path: '/desk/m/:edition/speakers', load: speakers, list: true },
	{ path: '/desk/m/:edition/speakers/:id', load: speaker, beside: speakers },
];

export const desk: Feature = { routes: routes.map((route) => ({ ...route, desk: true })) };
