import { type RuleDecision, ruleDecisionSchema } from '../../schemas/rule-decision.gen.ts';
import type { Route, RouteRequest } from '../../src/http/route.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { RULE, viewRule } from '../answers.ts';
import { changedFields, idOf } from '../request.ts';
import { getRule } from '../rule.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { approveProposal, declineProposal, type ProposalDecision } from './proposals.ts';

/** A second person decides about the change of a rule. */
export function proposalRoutes(deps: RuleDeps): Route[] {
  const deciding = (
    what: 'approve' | 'decline',
    summary: string,
    decide: (deps: RuleDeps, decision: ProposalDecision) => Promise<RuleRow>,
  ): Route => ({
    method: 'POST',
    path: `/rules/:id/${what}`,
    id: `${what}Rule`,
    audit: 'rule',
    summary,
    tag: 'rules',
    allow: ['administrator', 'designer'],
    about: 'rule',
    body: ruleDecisionSchema,
    answer: { status: 200, description: 'The rule as it is now', schema: RULE },
    handler: async (request) => {
      const before = await getRule(deps.store.read, idOf(request));
      const row = await decide(deps, decisionOf(request));
      request.note?.({ subject: { id: row.id, name: row.name }, fields: changedFields(before, row) });
      return viewRule(deps.store, row);
    },
  });
  return [
    deciding(
      'approve',
      'Approve the proposed change of a rule, as a second person: it counts from now on',
      approveProposal,
    ),
    deciding(
      'decline',
      'Decline the proposed change of a rule, or take an own one back: the rule stays',
      declineProposal,
    ),
  ];
}

function decisionOf(request: RouteRequest): ProposalDecision {
  const { id, name } = request.caller;
  const { proposedAt } = request.body as RuleDecision;
  return { ruleId: idOf(request), proposedAt, by: { id, name } };
}
