import type { EntityManager } from 'typeorm';
import { AppError } from '../src/sdk/index.ts';
import { keepWhileSame, type RawRow } from '../src/store/keep-while-same.ts';
import { type RuleRow, RuleTable } from '../src/store/tables/rule.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { keepVersions } from './keep-versions.ts';

const latest = keepVersions<RuleRow>();
const latestOfTrigger = keepWhileSame<RuleRow[]>();

/** In the order in which they run. */
export async function listRules(manager: EntityManager, triggerKey?: string): Promise<RuleRow[]> {
  return manager.getRepository(RuleTable).find({
    ...(triggerKey === undefined ? {} : { where: { triggerKey } }),
    order: { triggerKey: 'ASC', position: 'ASC', id: 'ASC' },
  });
}

/**
 * The enabled rules of a trigger, in the order in which they run (A1.50). For running only: `position` may be an older one,
 * for moving a rule makes no new version.
 */
export async function rulesToRun(manager: EntityManager, triggerKey: string): Promise<RuleRow[]> {
  const stamps = await manager.sql<RawRow[]>`
    SELECT id, version, modified_at FROM rule WHERE trigger_key = ${triggerKey} AND enabled ORDER BY position, id`;
  return latestOfTrigger(triggerKey, stamps, async () => {
    const rows = await manager
      .getRepository(RuleTable)
      .find({ where: { triggerKey, enabled: true }, order: { position: 'ASC', id: 'ASC' } });
    return rows.map(latest);
  });
}

export async function findRule(manager: EntityManager, id: string): Promise<RuleRow | undefined> {
  return (await manager.getRepository(RuleTable).findOneBy({ id })) ?? undefined;
}

export async function getRule(manager: EntityManager, id: string): Promise<RuleRow> {
  const row = await findRule(manager, id);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no rule with this id.');
  return row;
}

export async function insertRule(tx: Tx, row: RuleRow): Promise<void> {
  await tx.getRepository('rule').insert(row);
}

export async function updateRule(tx: Tx, row: RuleRow): Promise<void> {
  const { id, ...values } = row;
  await tx.getRepository('rule').update({ id }, values);
}

/** Order is no part of a rule's version: the mails of an event must not be sent again because a rule was moved. */
export async function setPositions(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries()) await tx.getRepository(RuleTable).update({ id }, { position });
}

export async function deleteRuleRow(tx: Tx, id: string): Promise<void> {
  await tx.getRepository(RuleTable).delete({ id });
}

export async function nextPosition(tx: Tx, triggerKey: string): Promise<number> {
  return ((await tx.getRepository(RuleTable).maximum('position', { triggerKey })) ?? -1) + 1;
}
