/** The contract by the names the app uses. `api.ts` and `live.ts` beside this file are generated: `make contract`. */
import type { components } from './api';
import type { components as heard } from './live';

type Schemas = components['schemas'];

export type { paths } from './api';
export type { ClientEvents, ServerEvents } from './live';
/** A frame of whatever stream; who follows the stream knows its kinds. */
export type LiveFrame = heard['schemas']['Frame'];
export type Refused = heard['schemas']['Refused'];
/** What the server answers to `open`. */
export type Opened = heard['schemas']['Opened'] | Refused;
export type Start = Schemas['Start'];
export type Edition = Schemas['Edition'];
export type Meeting = Schemas['Meeting'];
export type Room = Schemas['Room'];
export type Track = Schemas['Track'];
export type Speaker = Schemas['Speaker'];
export type Session = Schemas['Session'];
export type Slot = Schemas['Slot'];
export type Star = Schemas['Star'];
export type Me = Schemas['Me'];
export type ChangeMe = Schemas['ChangeMe'];
export type Device = Schemas['Device'];
export type Passkey = Schemas['Passkey'];
export type DemoPerson = Schemas['DemoPerson'];
export type Edit = Schemas['Edit'];
export type Kept = Schemas['Kept'];
export type ChangeSession = Schemas['ChangeSession'];
export type ChangeRoom = Schemas['ChangeRoom'];
export type ChangeTrack = Schemas['ChangeTrack'];
export type ChangeSpeaker = Schemas['ChangeSpeaker'];
export type ImportReport = Schemas['ImportReport'];
export type ImportRun = Schemas['ImportRun'];
export type Member = Schemas['Member'];
export type Invitation = Schemas['Invitation'];
export type Community = Schemas['Community'];
export type Registration = Schemas['Registration'];
export type RegistrationReport = Schemas['RegistrationReport'];
export type Panel = Schemas['Panel'];
export type Signup = Schemas['Signup'];
export type Notice = Schemas['Notice'];
export type Standing = Schemas['Standing'];
export type Question = Schemas['Question'];
export type Vote = Schemas['Vote'];
export type Asker = Schemas['Asker'];
export type MyQuestion = Schemas['MyQuestion'];
export type ChangeQuestion = Schemas['ChangeQuestion'];
