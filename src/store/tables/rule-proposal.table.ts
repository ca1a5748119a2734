import { EntitySchema } from 'typeorm';
import { id, instant, integer, json, text } from '../columns.ts';

/** A change of a rule that waits for a second person; there is at most one for each rule. */
export interface RuleProposalRow {
  ruleId: string;
  /** schemas/rule.schema.json: the rule as it is to be */
  input: Record<string, unknown>;
  /** the version of the rule that it changes */
  baseVersion: number;
  proposedById: string;
  proposedBy: string;
  proposedAt: number;
}

export const RuleProposalTable = new EntitySchema<RuleProposalRow>({
  name: 'rule_proposal',
  columns: {
    ruleId: { ...id(), name: 'rule_id' },
    input: json(),
    baseVersion: integer('base_version'),
    proposedById: text('proposed_by_id'),
    proposedBy: text('proposed_by'),
    proposedAt: instant('proposed_at'),
  },
});
