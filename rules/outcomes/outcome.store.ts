import { type EntityManager, IsNull } from 'typeorm';
import { insertRows } from '../../src/store/sql.ts';
import { type MailOutcomeRow, MailOutcomeTable } from '../../src/store/tables/mail-outcome.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

export async function insertOutcomes(tx: Tx, rows: readonly MailOutcomeRow[]): Promise<void> {
  await insertRows(
    tx,
    'mail_outcome',
    rows.map((row) => ({
      id: row.id,
      event_id: row.eventId,
      rule_id: row.ruleId,
      rule_name: row.ruleName,
      instance_id: row.instanceId,
      fields: JSON.stringify(row.fields),
      failure_rule: row.failureRule,
      depth: row.depth,
      branched_at: row.branchedAt,
      created_at: row.createdAt,
    })),
  );
}

export async function findOutcome(manager: EntityManager, id: string): Promise<MailOutcomeRow | undefined> {
  return (await manager.getRepository(MailOutcomeTable).findOneBy({ id })) ?? undefined;
}

/** The rule for a failure ran, or could not: it does so once. False when another process was first. */
export async function markBranched(tx: Tx, id: string, at: number): Promise<boolean> {
  const done = await tx
    .getRepository<MailOutcomeRow>('mail_outcome')
    .update({ id, branchedAt: IsNull() }, { branchedAt: at });
  return done.affected === 1;
}
