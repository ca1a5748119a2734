import { isDeepStrictEqual } from 'node:util';
import type { Action, ForEach, RuleInput } from '../schemas/rule.gen.ts';
import { AppError, invalid, newId } from '../src/sdk/index.ts';
import type { RuleRow } from '../src/store/tables/rule.table.ts';
import type { Tx } from '../src/store/transaction.ts';
import { assertNoErrors, checkRule } from './check-rule.ts';
import { branchesOf, findNamedRule } from './outcomes/check-branch.ts';
import { deleteProposal } from './proposals/proposal.store.ts';
import { deleteReceivedOf } from './received/received-event.store.ts';
import { seeInbox } from './received/see-inbox.ts';
import { withSender } from './received/with-sender.ts';
import { deleteRuleRow, getRule, insertRule, listRules, nextPosition, setPositions, updateRule } from './rule.store.ts';
import type { RuleDeps } from './rule-deps.ts';
import { deleteSchedulesOf } from './schedules/schedule.store.ts';
import { triggerKeyOf } from './trigger.ts';
import { type Author, assertVersion } from './version.ts';

/** Refused with the pointer of every mistake; runs after the other rules of its trigger. */
export async function createRule(deps: RuleDeps, input: RuleInput, author: Author): Promise<RuleRow> {
  assertNoErrors(await checkRule(deps, input, author.id));
  const now = deps.clock.now();
  const stamp = { createdAt: now, createdBy: author.name, modifiedAt: now, modifiedBy: author.name };
  return deps.store.write(async (tx) => {
    const fields = values(input, await listRules(tx));
    const position = await nextPosition(tx, fields.triggerKey);
    const enabledAt = fields.enabled ? now : null;
    const row: RuleRow = { id: newId(now), ...fields, position, version: 1, ...stamp, authorId: author.id, enabledAt };
    await insertRule(tx, row);
    await seeInbox(tx, row, now);
    return row;
  });
}

/** `within`: done in the same transaction; when it throws, nothing is changed. */
export async function changeRule(
  deps: RuleDeps,
  id: string,
  input: RuleInput,
  author: Author,
  within?: (tx: Tx) => Promise<void>,
): Promise<RuleRow> {
  assertNoErrors(await checkRule(deps, input, author.id, id));
  return deps.store.write(async (tx) => {
    const before = await getRule(tx, id);
    assertVersion(before, author);
    const fields = values(input, await listRules(tx));
    const moved = fields.triggerKey !== before.triggerKey;
    const position = moved ? await nextPosition(tx, fields.triggerKey) : before.position;
    const enabledAt = enabledSince(before, fields, deps.clock.now());
    await within?.(tx);
    return store(deps, tx, { ...before, ...fields, position, authorId: author.id, enabledAt }, author);
  });
}

export async function setRuleEnabled(
  deps: RuleDeps,
  id: string,
  enabled: boolean,
  author: Author,
  within?: (tx: Tx) => Promise<void>,
): Promise<RuleRow> {
  return deps.store.write(async (tx) => {
    const before = await getRule(tx, id);
    assertVersion(before, author);
    await within?.(tx);
    return storeEnabled(deps, tx, { before, enabled, author });
  });
}

interface Switching {
  before: RuleRow;
  enabled: boolean;
  author: Author;
}

/** Part of a transaction; a rule that is so already stays the version that it is. */
export async function storeEnabled(deps: RuleDeps, tx: Tx, { before, enabled, author }: Switching): Promise<RuleRow> {
  if (before.enabled === enabled) return before;
  const enabledAt = enabled ? deps.clock.now() : null;
  return store(deps, tx, { ...before, enabled, enabledAt }, author);
}

/** Whether a save would do nothing but switch the rule on or off. */
export function isSwitchOnly(row: RuleRow, input: RuleInput, rules: readonly RuleRow[]): boolean {
  const { enabled: _, ...wanted } = values(input, rules);
  const { name, trigger, triggerKey, conditions, actions, forEach } = row;
  return isDeepStrictEqual(wanted, { name, trigger, triggerKey, conditions, actions, forEach });
}

/** A copy right behind the original, switched off until somebody has looked at it (A1.49). */
export async function duplicateRule(deps: RuleDeps, id: string, author: Author): Promise<RuleRow> {
  await assertMayUse(deps, await getRule(deps.store.read, id), author);
  return deps.store.write(async (tx) => {
    const original = await getRule(tx, id);
    const now = deps.clock.now();
    const stamp = { createdAt: now, createdBy: author.name, modifiedAt: now, modifiedBy: author.name };
    const name = `${original.name.slice(0, 190)} (copy)`;
    const made = { ...stamp, authorId: author.id, enabledAt: null };
    const copy: RuleRow = { ...original, id: newId(now), name, enabled: false, version: 1, ...made };
    const ids = (await listRules(tx, original.triggerKey)).map((rule) => rule.id);
    ids.splice(ids.indexOf(id) + 1, 0, copy.id);
    await insertRule(tx, copy);
    await setPositions(tx, ids);
    return { ...copy, position: ids.indexOf(copy.id) };
  });
}

/** The order in which the rules of one trigger run; `ids` are all of them. */
export async function orderRules(deps: RuleDeps, ids: readonly string[]): Promise<RuleRow[]> {
  return deps.store.write(async (tx) => {
    const { triggerKey } = await getRule(tx, ids[0] ?? '');
    const present = (await listRules(tx, triggerKey)).map((rule) => rule.id);
    if (present.length !== ids.length || !present.every((id) => ids.includes(id))) {
      throw invalid([
        { path: '/ids', message: 'Give all rules of one trigger, each once. Read the list again first.' },
      ]);
    }
    await setPositions(tx, ids);
    return listRules(tx, triggerKey);
  });
}

export async function deleteRule(deps: RuleDeps, id: string, author: Author): Promise<void> {
  await deps.store.write(async (tx) => {
    assertVersion(await getRule(tx, id), author);
    assertNoBranch(id, await listRules(tx));
    await deleteSchedulesOf(tx, id);
    await deleteReceivedOf(tx, id);
    await deleteProposal(tx, id);
    await deleteRuleRow(tx, id);
  });
}

/** The copy sends in the name of who made it. Whatever else is wrong with the original is copied, too. */
async function assertMayUse(deps: RuleDeps, row: RuleRow, author: Author) {
  const { name, trigger, conditions, actions, forEach } = row;
  const rule = { name, trigger, conditions, actions, ...(forEach && { forEach }) };
  const findings = await checkRule(deps, rule, author.id);
  assertNoErrors(findings.filter(({ code }) => code === 'FORBIDDEN'));
}

async function store(
  deps: RuleDeps,
  tx: Parameters<typeof updateRule>[0],
  row: RuleRow,
  author: Author,
): Promise<RuleRow> {
  const next = { ...row, version: row.version + 1, modifiedAt: deps.clock.now(), modifiedBy: author.name };
  await updateRule(tx, next);
  await seeInbox(tx, next, next.modifiedAt);
  return next;
}

/** A rule that is given another mailbox does not look at what that one got before. */
function enabledSince(before: RuleRow, now: { enabled: boolean; triggerKey: string }, at: number): number | null {
  if (!now.enabled) return null;
  return before.enabled && before.triggerKey === now.triggerKey ? before.enabledAt : at;
}

function assertNoBranch(id: string, rules: readonly RuleRow[]): void {
  const users = rules.filter((rule) => rule.id !== id && branchesOf(rule).includes(id)).map(({ name }) => `"${name}"`);
  if (users.length === 0) return;
  const message = `It runs when an e-mail of ${users.join(', ')} fails. Take it out there first.`;
  throw new AppError('CONFLICT', message, { details: { usedBy: users } });
}

/** A rule for a failure is kept by its id: it may be renamed. */
function values(input: RuleInput, rules: readonly RuleRow[]) {
  const { name, trigger, conditions, actions, forEach, enabled } = withSender(input);
  const named = (text: string) => {
    const found = findNamedRule(rules, text);
    return typeof found === 'string' ? text : found.id;
  };
  const stored = (list: Action[]) =>
    list.map(({ onFailure, ...action }) => ({
      ...action,
      ...(onFailure && { onFailure: { rule: named(onFailure.rule) } }),
    }));
  return {
    name: name.trim(),
    trigger: { ...trigger },
    triggerKey: triggerKeyOf(trigger),
    conditions: { ...conditions },
    actions: stored(actions),
    forEach: forEach === undefined ? null : { ...forEach, ...storedLists(forEach, stored) },
    enabled: enabled ?? true,
  };
}

function storedLists({ before, after }: ForEach, stored: (list: Action[]) => object[]) {
  return { ...(before && { before: stored(before) }), ...(after && { after: stored(after) }) };
}
