/** Words of the contract by short names. */
import type { CaseRow, Decided } from '@/contract';

export type Measure = Decided['measure'];
export type RestrictionKind = NonNullable<Decided['restriction']>;
export type Subject = CaseRow['subject'];
