/** The contract by the names the app uses. `api.ts` beside this file is generated: `npm run contract`. */
export type { paths } from './api';
