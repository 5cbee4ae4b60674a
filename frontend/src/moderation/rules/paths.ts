import { rulePath } from '../paths';
import type { Kind } from './kinds';

export const newRulePath = (kind: Kind) => `${rulePath('new')}?kind=${kind}`;
