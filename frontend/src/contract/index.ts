/** The contract by the names the app uses. `api.ts` beside this file is generated: `make contract`. */
import type { components as Ahead, paths as PathsAhead } from './ahead';
import type { components, paths as Paths } from './api';

type Schemas = components['schemas'];
type SchemasAhead = Ahead['schemas'];

/** What the server does not answer yet is typed by its schemas alone. */
export type paths = Paths & Omit<PathsAhead, keyof Paths>;
export type Start = SchemasAhead['Start'];
export type Edition = Schemas['Edition'];
export type Meeting = Schemas['Meeting'];
export type Room = Schemas['Room'];
export type Track = Schemas['Track'];
export type Speaker = Schemas['Speaker'];
export type Session = Schemas['Session'];
export type Slot = Schemas['Slot'];
export type Star = Schemas['Star'];
export type Me = SchemasAhead['Me'];
export type ChangeMe = SchemasAhead['ChangeMe'];
export type Device = SchemasAhead['Device'];
export type DemoPerson = SchemasAhead['DemoPerson'];
