import type { Caller, Role } from '../../src/http/route.ts';
import { AppError } from '../../src/sdk/index.ts';
import type { FormInstanceRow } from '../../src/store/tables/form-instance.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { isHeld } from '../events/event.store.ts';
import { findInstance } from './instance.store.ts';

export interface InstanceOf {
  form: string;
  instance: string;
  caller: Caller;
}

const SEE_ALL: readonly Role[] = ['administrator', 'designer', 'payroll_operator'];

export function seesAll({ roles }: Caller): boolean {
  return roles.some((role) => SEE_ALL.includes(role));
}

/** An instance that somebody else made looks like none, as its events do. */
export async function getOwnInstance(manager: Tx, { form, instance, caller }: InstanceOf): Promise<FormInstanceRow> {
  const row = await findInstance(manager, instance);
  if (row?.formId === form && (row.createdById === caller.id || seesAll(caller))) return row;
  throw new AppError('NOT_FOUND', 'The form has no instance with this id.');
}

/** STATE while nobody has decided whether it was submitted at all. */
export async function assertNotHeld(manager: Tx, { eventId }: FormInstanceRow): Promise<void> {
  if (!(await isHeld(manager, eventId))) return;
  throw new AppError('STATE', 'The event that makes this instance is held. Commit it first, or roll it back.', {
    details: { eventId },
  });
}
