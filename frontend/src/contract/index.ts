/** The contract by the names the app uses. `api.ts` beside this file is generated: `npm run contract`. */
import type { components } from './api';

type Schemas = components['schemas'];

export type { paths } from './api';
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
export type DemoPerson = Schemas['DemoPerson'];
