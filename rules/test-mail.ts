import type { RulePreviewInput } from '../schemas/rule-preview.gen.ts';
import { AppError, type HeldMail, invalid, newId, type PlannedMail, parseAddress } from '../src/sdk/index.ts';
import { draftOf } from './draft-rule.ts';
import { cloneFacts } from './facts.ts';
import { assertFacts } from './fire-event.ts';
import type { Prepared } from './mail-outbox.ts';
import { planRule } from './plan-rule.ts';
import { actionContext, type RuleDeps } from './rule-deps.ts';

export interface TestMails {
  mails: { id: string; state: string }[];
  /** who gets them */
  to: string;
}

/**
 * Sends the mail of every action of a rule to one address instead of its recipients, whether the rule fires or not: of
 * the rule as it stands in the editor, else of the stored one. MISSING_VALUE or CONNECTOR_INACTIVE where it would be held.
 */
export async function testToMe(deps: RuleDeps, input: RulePreviewInput & { to: string }): Promise<TestMails> {
  const parsed = parseAddress(input.to);
  if ('problem' in parsed)
    throw new AppError('ADDRESS', parsed.problem, { details: { fields: [{ path: '/to', message: parsed.problem }] } });
  const draft = await draftOf(deps, input);
  const facts = cloneFacts(input.facts);
  assertFacts(draft.schema, facts);
  const planned = await planRule({ deps, context: await actionContext(deps) }, draft, facts, draft.schema);
  const cause = {
    kind: 'test' as const,
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

function redirected(mail: PlannedMail | HeldMail, address: string): PlannedMail {
  if ('held' in mail) {
    throw new AppError(mail.held.reason === 'missing_value' ? 'MISSING_VALUE' : 'CONNECTOR_INACTIVE', mail.held.detail);
  }
  const { draft } = mail;
  return { ...mail, draft: { ...draft, to: [{ address }], cc: [], bcc: [], subject: `[Test] ${draft.subject}` } };
}
