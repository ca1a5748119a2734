import { migration0001 } from './0001-initial.ts';
import { migration0002 } from './0002-look-up-indexes.ts';
import { migration0003 } from './0003-runs.ts';
import { migration0004 } from './0004-proof-records.ts';

export const migrations = [migration0001, migration0002, migration0003, migration0004];
