import type { RuleInput } from '../../schemas/rule.gen.ts';
import { AppError } from '../../src/sdk/index.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import type { RuleProposalRow } from '../../src/store/tables/rule-proposal.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { assertNoErrors, checkRule } from '../check-rule.ts';
import { getRule, listRules } from '../rule.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { changeRule, createRule, isSwitchOnly, setRuleEnabled, storeEnabled } from '../rules.ts';
import { type Author, assertVersion } from '../version.ts';
import { deleteProposal, findProposal, putProposal } from './proposal.store.ts';

/**
 * The change is stored, or waits for a second person where the setting asks for one: then the rule stays as it is, but it is
 * switched off at once where the change switches it off.
 */
export async function saveRule(deps: RuleDeps, id: string, input: RuleInput, author: Author): Promise<RuleRow> {
  if (!(await needsSecond(deps))) return changeRule(deps, id, input, author);
  if (input.enabled === false) {
    const before = await getRule(deps.store.read, id);
    const isStop = before.enabled && isSwitchOnly(before, input, await listRules(deps.store.read));
    if (isStop) return setRuleEnabled(deps, id, false, author);
  }
  assertNoErrors(await checkRule(deps, input, author.id, id));
  return propose(deps, id, () => input, author);
}

/** A rule that waits for a second person is stored switched off. */
export async function addRule(deps: RuleDeps, input: RuleInput, author: Author): Promise<RuleRow> {
  if (input.enabled === false || !(await needsSecond(deps))) return createRule(deps, input, author);
  const off = await createRule(deps, { ...input, enabled: false }, author);
  return propose(deps, off.id, () => input, { ...author, version: off.version });
}

/** Switching off stops at once: nobody has to agree. Switching on is a change like others. */
export async function switchRule(deps: RuleDeps, id: string, enabled: boolean, author: Author): Promise<RuleRow> {
  const before = await getRule(deps.store.read, id);
  if (!enabled || before.enabled || !(await needsSecond(deps))) return setRuleEnabled(deps, id, enabled, author);
  if ((await findProposal(deps.store.read, id)) !== undefined) {
    throw new AppError('CONFLICT', 'A change of this rule waits for a second person. Decide about that first.');
  }
  return propose(deps, id, (row) => ({ ...inputOf(row), enabled: true }), author);
}

async function needsSecond({ secondPerson }: RuleDeps): Promise<boolean> {
  return (await secondPerson?.()) ?? false;
}

async function propose(
  deps: RuleDeps,
  id: string,
  inputFor: (row: RuleRow) => RuleInput,
  author: Author,
): Promise<RuleRow> {
  return deps.store.write(async (tx) => {
    const before = await getRule(tx, id);
    assertVersion(before, author);
    const isOff = inputFor(before).enabled === false;
    const rule = isOff ? await storeEnabled(deps, tx, { before, enabled: false, author }) : before;
    const earlier = await findProposal(tx, id);
    // Two proposals within one millisecond must not look like one.
    const proposedAt = Math.max(deps.clock.now(), (earlier?.proposedAt ?? 0) + 1);
    const input = { ...inputFor(rule) } as Record<string, unknown>;
    const by = { proposedById: author.id, proposedBy: author.name, proposedAt };
    if (await putProposal(tx, { ruleId: id, input, baseVersion: rule.version, ...by })) return rule;
    const who = earlier?.proposedBy ?? 'Somebody';
    const still = isOff && before.enabled ? ' The rule is still on: to stop it now, only switch it off.' : '';
    const message = `A change by ${who} waits for a second person. Approve or decline it, then save yours.${still}`;
    throw new AppError('CONFLICT', message);
  });
}

/** What a person decides about: the proposal that was on the screen. */
export interface ProposalDecision {
  ruleId: string;
  /** `proposedAt` of what the person saw */
  proposedAt: number;
  by: { id: string; name: string };
}

/**
 * The proposed version is the rule from now on, in the name of who proposed it and under that one's rights; one that is only
 * switched on stays its author's, as without a second person. FORBIDDEN for
 * that one; CONFLICT when another one was proposed since; STALE when the rule was changed since.
 */
export async function approveProposal(deps: RuleDeps, { ruleId, proposedAt, by }: ProposalDecision): Promise<RuleRow> {
  const proposal = await getProposal(deps, ruleId, proposedAt);
  if (proposal.proposedById === by.id) {
    throw new AppError('FORBIDDEN', 'You proposed this change: a second person has to approve it.');
  }
  const { proposedById: id, proposedBy: name, baseVersion: version } = proposal;
  const author = { id, name, version };
  const input = proposal.input as unknown as RuleInput;
  const end = async (tx: Tx) => {
    if (!(await deleteProposal(tx, ruleId, proposedAt))) throw decided();
  };
  const before = await getRule(deps.store.read, ruleId);
  const isSwitch = isSwitchOnly(before, input, await listRules(deps.store.read));
  if (isSwitch) return setRuleEnabled(deps, ruleId, input.enabled !== false, author, end);
  return changeRule(deps, ruleId, input, author, end);
}

/** The rule stays as it is. Also by who proposed it: then it is taken back. */
export async function declineProposal(deps: RuleDeps, { ruleId, proposedAt }: ProposalDecision): Promise<RuleRow> {
  await getProposal(deps, ruleId, proposedAt);
  return deps.store.write(async (tx) => {
    if (!(await deleteProposal(tx, ruleId, proposedAt))) throw decided();
    return getRule(tx, ruleId);
  });
}

async function getProposal(deps: RuleDeps, ruleId: string, proposedAt: number): Promise<RuleProposalRow> {
  await getRule(deps.store.read, ruleId);
  const proposal = await findProposal(deps.store.read, ruleId);
  if (proposal === undefined) throw new AppError('NOT_FOUND', 'No change of this rule waits (any more).');
  if (proposal.proposedAt === proposedAt) return proposal;
  throw new AppError('CONFLICT', 'Another change was proposed since. Look at it, then decide.');
}

function decided(): AppError {
  return new AppError('CONFLICT', 'Somebody decided about this change meanwhile, or it was replaced. Look again.');
}

/** A stored rule as it would be sent. */
function inputOf({ name, trigger, conditions, actions, forEach, enabled }: RuleRow): RuleInput {
  return { name, trigger, conditions, actions, ...(forEach && { forEach }), enabled } as unknown as RuleInput;
}
