import { EntitySchema } from 'typeorm';
import { id, instant, integer } from '../columns.ts';

/** Failed sign-ins of an account or an address since the first one of a quarter of an hour. */
export interface LoginFailureRow {
  /** digest of what is counted */
  key: string;
  failures: number;
  sinceAt: number;
}

export const LoginFailureTable = new EntitySchema<LoginFailureRow>({
  name: 'login_failure',
  columns: { key: id(), failures: integer(), sinceAt: instant('since_at') },
  indices: [{ name: 'login_failure_since', columns: ['sinceAt'] }],
});
