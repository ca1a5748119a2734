import { type EntityManager, MoreThan } from 'typeorm';
import { AppError } from '../../src/sdk/index.ts';
import { returned } from '../../src/store/sql.ts';
import { UserTable } from '../../src/store/tables/access.table.ts';
import { type FormInstanceRow, FormInstanceTable } from '../../src/store/tables/form-instance.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

export interface InstanceFilter {
  formId: string;
  status?: string;
  ownerKey?: string;
  /** only what this person made */
  createdById?: string;
  /** id of the last one of the page before */
  after?: string;
  limit: number;
}

export async function findInstance(manager: EntityManager, id: string): Promise<FormInstanceRow | undefined> {
  return (await manager.getRepository(FormInstanceTable).findOneBy({ id })) ?? undefined;
}

export async function findInstanceOfEvent(
  manager: EntityManager,
  eventId: string,
): Promise<FormInstanceRow | undefined> {
  return (await manager.getRepository(FormInstanceTable).findOneBy({ eventId })) ?? undefined;
}

/** The newest first: ids are ordered by time. */
export async function listInstances(manager: EntityManager, filter: InstanceFilter): Promise<FormInstanceRow[]> {
  const { formId, status, ownerKey, createdById, after, limit } = filter;
  const query = manager.createQueryBuilder(FormInstanceTable, 'one').where({ formId });
  if (status !== undefined) query.andWhere({ status });
  if (ownerKey !== undefined) query.andWhere({ ownerKey });
  if (createdById !== undefined) query.andWhere({ createdById });
  if (after !== undefined) query.andWhere('one.id < :after', { after });
  return query.orderBy('one.id', 'DESC').limit(limit).getMany();
}

/** In the order of their making; `after`: the last one of the page before. */
export async function pageOfInstances(
  read: Tx,
  formId: string,
  after: string,
  most: number,
): Promise<FormInstanceRow[]> {
  return read
    .getRepository(FormInstanceTable)
    .find({ where: { formId, id: MoreThan(after) }, order: { id: 'ASC' }, take: most });
}

export async function insertInstance(tx: Tx, row: FormInstanceRow): Promise<void> {
  await tx.getRepository('form_instance').insert(row);
}

/** STALE when somebody else was first. */
export async function updateInstance(tx: Tx, row: FormInstanceRow): Promise<void> {
  const { id, version, ...values } = row;
  const done = await tx.getRepository('form_instance').update({ id, version: version - 1 }, { ...values, version });
  if (done.affected === 1) return;
  throw new AppError('STALE', 'Somebody changed this meanwhile. Read it again, then repeat the change.');
}

export async function deleteInstanceRow(tx: Tx, id: string): Promise<void> {
  await tx.getRepository(FormInstanceTable).delete({ id });
}

/** Of an event that never happened. */
export async function deleteInstanceOfEvent(tx: Tx, eventId: string): Promise<void> {
  await tx.getRepository(FormInstanceTable).delete({ eventId });
}

export async function hasInstances(manager: EntityManager, formId: string): Promise<boolean> {
  return manager.getRepository(FormInstanceTable).existsBy({ formId });
}

/** Taken for good: what is refused afterwards leaves a gap, and no number is given twice. */
export async function nextNumber(tx: Tx, formId: string): Promise<number> {
  const result = await tx.sql`
    INSERT INTO form_counter (form_id, last) VALUES (${formId}, 1)
    ON CONFLICT (form_id) DO UPDATE SET last = form_counter.last + 1 RETURNING last`;
  return Number(returned<{ last: number }>(result)[0]?.last);
}

/** '' for somebody without an address, and for a caller that only the host knows. */
export async function emailOf(manager: EntityManager, userId: string): Promise<string> {
  const user = await manager.getRepository(UserTable).findOne({ select: { email: true }, where: { id: userId } });
  return user?.email ?? '';
}
