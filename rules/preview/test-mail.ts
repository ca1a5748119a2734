import type { RulePreviewInput } from '../../schemas/rule-preview.gen.ts';
import {
  AppError,
  type ErrorCode,
  type HeldMail,
  type HeldReason,
  invalid,
  newId,
  type PlannedMail,
  parseAddress,
} from '../../src/sdk/index.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import type { Prepared } from '../mail-outbox.ts';
import { planRule } from '../plan-rule.ts';
import { actionContext, type RuleDeps } from '../rule-deps.ts';
import { withExampleRun } from '../runs/run-facts.ts';
import { draftOf } from './draft-rule.ts';

export interface TestMails {
  mails: { id: string; state: string }[];
  /** who gets them */
  to: string;
}

/**
 * Sends the mail of every action of a rule to one address instead of its recipients, whether the rule fires or not: of
 * the rule as it stands in the editor, else of the stored one. In the name of
 * `person`, whoever wrote the rule. MISSING_VALUE, CONNECTOR_INACTIVE or FORBIDDEN where it would be held.
 */
export async function testToMe(
  deps: RuleDeps,
  input: RulePreviewInput & { to: string },
  person: string,
): Promise<TestMails> {
  const parsed = parseAddress(input.to);
  if ('problem' in parsed)
    throw new AppError('ADDRESS', parsed.problem, { details: { fields: [{ path: '/to', message: parsed.problem }] } });
  const draft = await draftOf(deps, input, person);
  const facts = cloneFacts(input.facts);
  assertFacts(draft.schema, facts);
  // The mail goes to the tester: whoever is on the suppression list, or unsubscribed, gets nothing anyhow.
  const nobody = async () => new Map();
  const context = { ...(await actionContext(deps, person)), findSuppressed: nobody, findUnsubscribed: nobody };
  const given = withExampleRun(facts, deps.clock.now());
  const { planned } = await planRule({ deps, context, mostRows: 1 }, draft, given, draft.schema);
  const cause = {
    kind: 'test' as const,
    rightOf: person,
    ...(draft.id === '' ? {} : { ruleId: draft.id }),
    ...(draft.version === undefined ? {} : { ruleVersion: draft.version }),
  };
  const prepared: Prepared[] = [];
  for (const { mails } of planned) {
    // One of many shows what they look like.
    const mail = mails[0];
    if (mail === undefined) continue;
    const key = `test:${newId()}`;
    prepared.push(await deps.outbox.prepare(redirected(mail, parsed.address), { ...cause, key }));
  }
  if (prepared.length === 0) {
    throw invalid([
      { path: '/actions', message: 'With these values the rule makes no e-mail; add a recipient first.' },
    ]);
  }
  const mails = await deps.store.grouped((tx) => deps.outbox.insert(tx, prepared));
  return { mails: mails.map(({ id, state }) => ({ id, state })), to: parsed.address };
}

const HELD_CODES: Partial<Record<HeldReason, ErrorCode>> = { missing_value: 'MISSING_VALUE', right: 'FORBIDDEN' };

function redirected(mail: PlannedMail | HeldMail, address: string): PlannedMail {
  if ('held' in mail) {
    throw new AppError(HELD_CODES[mail.held.reason] ?? 'CONNECTOR_INACTIVE', mail.held.detail);
  }
  if (mail.waitsForRight !== undefined) throw new AppError('FORBIDDEN', mail.waitsForRight);
  // The tester looks at it: nobody has anything to send.
  const { performer: _, draft, ...rest } = mail;
  return { ...rest, draft: { ...draft, to: [{ address }], cc: [], bcc: [], subject: `[Test] ${draft.subject}` } };
}
