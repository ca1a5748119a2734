import { migration0001 } from './0001-initial.ts';

export const migrations = [migration0001];
