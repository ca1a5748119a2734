import { AppError, type JsonObject, newId } from '../../src/sdk/index.ts';
import type { MailOutcomeRow } from '../../src/store/tables/mail-outcome.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';
import { cloneFacts } from '../conditions/facts.ts';
import { findEvent } from '../events/event.store.ts';
import { type PreparedEvent, prepareEvent } from '../events/fire-event.ts';
import { canonicalText, hashOfText } from '../events/stored-facts.ts';
import { findForm } from '../forms/form.store.ts';
import { schemaOfTrigger } from '../instances/instance-facts.ts';
import { findRule } from '../rule.store.ts';
import type { RuleDeps } from '../rule-deps.ts';
import type { FollowedMail } from './followed-mails.ts';
import { hasFailed, partsOf } from './outcome-parts.ts';

/** Rules that run because another one failed, one after the other. */
export const DEEPEST_BRANCH = 5;
/** The name under which a rule of a failure sees what failed. */
const FAILURE = 'failure';

/** The rule that runs because mails failed, ready to be stored; or why it cannot run. */
export type Branch = { rule: string; prepared: PreparedEvent } | { problem: string };

/** What it is to do is decided now, with the facts of then. Nothing is stored. */
export async function prepareBranch(
  deps: RuleDeps,
  outcome: MailOutcomeRow,
  mails: readonly FollowedMail[],
): Promise<Branch> {
  const depth = outcome.depth + 1;
  const rule = await findRule(deps.store.read, outcome.failureRule ?? '');
  if (rule === undefined) return { problem: 'The rule for a failure was deleted.' };
  if (!rule.enabled) return { problem: `The rule "${rule.name}" is switched off.` };
  if (depth > DEEPEST_BRANCH) {
    return { problem: `The rule "${rule.name}" did not run: ${DEEPEST_BRANCH} rules before it have failed already.` };
  }
  try {
    return { rule: rule.name, prepared: await prepareRule(deps, { outcome, rule, depth, mails }) };
  } catch (error) {
    // A mistake of the rule or its facts is told with the mail; without a database it waits.
    if (!(error instanceof AppError) || error.code === 'DATABASE') throw error;
    return { problem: `The rule "${rule.name}" could not run: ${error.message}` };
  }
}

interface Chosen {
  outcome: MailOutcomeRow;
  rule: RuleRow;
  depth: number;
  mails: readonly FollowedMail[];
}

async function prepareRule(deps: RuleDeps, { outcome, rule, depth, mails }: Chosen): Promise<PreparedEvent> {
  const { read } = deps.store;
  const event = await findEvent(read, outcome.eventId);
  if (event === undefined) throw new AppError('STATE', 'What happened then is not stored any more.');
  const { kind, form: formId, event: name } = rule.trigger;
  const form = typeof formId === 'string' ? await findForm(read, formId) : undefined;
  const now = deps.clock.now();
  const facts = cloneFacts({ [FAILURE]: failureOf(outcome, mails), ...event.facts });
  const { instanceId } = outcome;
  return prepareEvent(deps, {
    ...{ eventId: newId(now), now, facts, hold: false, by: event.createdBy, branch: { rule, depth } },
    triggerKey: name === 'mail_failure' ? rule.triggerKey : `failure:${rule.id}`,
    // A workflow's rule on a form sees the instance, too, when it runs for one.
    schema: schemaOfTrigger(kind === 'form' || instanceId !== null ? 'form' : kind, form, name),
    idempotencyKey: `failure:${outcome.id}`,
    requestHash: hashOfText(canonicalText(['failure', outcome.id])),
    companion: { ...(instanceId === null ? {} : { instanceId }), store: async () => {} },
  });
}

function failureOf({ ruleName }: MailOutcomeRow, mails: readonly FollowedMail[]): JsonObject {
  const { state, errorClass, error, rejected, messageId } = partsOf(mails.filter(hasFailed));
  return {
    rule: ruleName,
    state,
    errorClass,
    error: error.join(' '),
    rejected: rejected.join(', '),
    messageId: messageId.join(', '),
  };
}
