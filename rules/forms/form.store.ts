import type { EntityManager } from 'typeorm';
import { AppError } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import { type FormRow, FormTable } from '../../src/store/tables/form.table.ts';
import { RuleTable } from '../../src/store/tables/rule.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { keepVersions } from '../keep-versions.ts';

const latest = keepVersions<FormRow>();

export async function listForms(store: Store): Promise<FormRow[]> {
  return store.read.getRepository(FormTable).find({ order: { nameKey: 'ASC' } });
}

/** The same object for as long as the version is the same, so that what was compiled from its schema is used again. */
export async function findForm(manager: EntityManager, id: string): Promise<FormRow | undefined> {
  const row = await manager.getRepository(FormTable).findOneBy({ id });
  return row === null ? undefined : latest(row);
}

export async function getForm(manager: EntityManager, id: string): Promise<FormRow> {
  const row = await findForm(manager, id);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no form with this id.');
  return row;
}

export async function assertNameFree(tx: Tx, nameKey: string, id: string): Promise<void> {
  const other = await tx.getRepository(FormTable).findOneBy({ nameKey });
  if (other === null || other.id === id) return;
  const message = `There is already a form named "${other.name}"; choose another name.`;
  throw new AppError('CONFLICT', message, { details: { fields: [{ path: '/name', message }] } });
}

export async function insertForm(tx: Tx, row: FormRow): Promise<void> {
  await tx.getRepository('form').insert(row);
}

export async function updateForm(tx: Tx, row: FormRow): Promise<void> {
  const { id, ...values } = row;
  await tx.getRepository('form').update({ id }, values);
}

export async function deleteFormRow(tx: Tx, id: string): Promise<void> {
  await tx.getRepository(FormTable).delete({ id });
}

/** The names of the rules that hang on a form. */
export async function rulesOfForm(manager: EntityManager, formId: string): Promise<string[]> {
  const rows = await manager.getRepository(RuleTable).find({ select: { name: true, trigger: true } });
  return rows.filter(({ trigger }) => trigger['form'] === formId).map(({ name }) => name);
}
