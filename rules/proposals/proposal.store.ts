import type { EntityManager } from 'typeorm';
import { returned } from '../../src/store/sql.ts';
import { type RuleProposalRow, RuleProposalTable } from '../../src/store/tables/rule-proposal.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

export async function findProposal(manager: EntityManager, ruleId: string): Promise<RuleProposalRow | undefined> {
  return (await manager.getRepository(RuleProposalTable).findOneBy({ ruleId })) ?? undefined;
}

/** By the id of the rule; there are few at any moment. */
export async function listProposals(manager: EntityManager): Promise<ReadonlyMap<string, RuleProposalRow>> {
  const rows = await manager.getRepository(RuleProposalTable).find();
  return new Map(rows.map((row) => [row.ruleId, row]));
}

/** False when somebody else's change waits: theirs stays. An own one is replaced. */
export async function putProposal(tx: Tx, row: RuleProposalRow): Promise<boolean> {
  const rows = await tx.sql`
    INSERT INTO rule_proposal (rule_id, input, base_version, proposed_by_id, proposed_by, proposed_at)
    VALUES (${row.ruleId}, ${JSON.stringify(row.input)}, ${row.baseVersion}, ${row.proposedById}, ${row.proposedBy}, ${row.proposedAt})
    ON CONFLICT (rule_id) DO UPDATE SET input = excluded.input, base_version = excluded.base_version,
      proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at
      WHERE rule_proposal.proposed_by_id = excluded.proposed_by_id
    RETURNING rule_id`;
  return returned<unknown>(rows).length > 0;
}

/** `at`: only the one that was proposed then. False: it is not there (any more). */
export async function deleteProposal(tx: Tx, ruleId: string, at?: number): Promise<boolean> {
  const rows =
    at === undefined
      ? await tx.sql`DELETE FROM rule_proposal WHERE rule_id = ${ruleId} RETURNING rule_id`
      : await tx.sql`DELETE FROM rule_proposal WHERE rule_id = ${ruleId} AND proposed_at = ${at} RETURNING rule_id`;
  return returned<unknown>(rows).length > 0;
}
