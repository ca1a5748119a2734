import type { RuleInput } from '../schemas/rule.gen.ts';
import type { RulePreviewInput } from '../schemas/rule-preview.gen.ts';
import type { RuleTestInput } from '../schemas/rule-test.gen.ts';
import {
  type ActionContext,
  AppError,
  type Finding,
  type HeldMail,
  invalid,
  newId,
  type PlannedMail,
  parseAddress,
} from '../src/sdk/index.ts';
import { assertNoErrors, checkRule } from './check-rule.ts';
import { evaluate } from './evaluate.ts';
import { cloneFacts } from './facts.ts';
import { assertFacts } from './fire-event.ts';
import { findForm } from './form.store.ts';
import type { Prepared } from './mail-outbox.ts';
import { type PlannableRule, planRule } from './plan-rule.ts';
import { getRule } from './rule.store.ts';
import { actionContext, type RuleDeps } from './rule-deps.ts';
import type { Trace } from './trace.ts';

export interface MailPreview {
  action: number;
  sender: { connectorId: string; connectorName: string; reason: string } | null;
  from: PlannedMail['draft']['from'] | null;
  to: PlannedMail['draft']['to'];
  cc: PlannedMail['draft']['cc'];
  bcc: PlannedMail['draft']['bcc'];
  replyTo: PlannedMail['draft']['replyTo'];
  subject: string;
  html: string | null;
  text: string | null;
  attachments: { filename: string; contentType: string; size: number }[];
  importance: string;
  sentCopy: string | null;
  held: HeldMail['held'] | null;
}

export interface RulePreview {
  fires: boolean;
  trace: Trace;
  mails: MailPreview[];
  warnings: Pick<Finding, 'path' | 'message'>[];
}

/** What a rule would do with these facts, whether it fires or not. Nothing is stored and nothing is sent. */
export async function previewRule(
  deps: RuleDeps,
  { rule, ruleId, facts: given }: RulePreviewInput,
): Promise<RulePreview> {
  const input = await ruleOf(deps, rule, ruleId);
  const findings = await checkRule(deps, input);
  assertNoErrors(findings);
  const { conditions, trigger, name, actions } = input;
  const facts = cloneFacts(given);
  const schema = trigger.form === undefined ? undefined : (await findForm(deps.store.read, trigger.form))?.schema;
  assertFacts(schema, facts);
  const { fires, trace } = await evaluate(conditions ?? {}, facts, schema);
  const context = await actionContext(deps);
  const warnings = findings.map(({ path, message }) => ({ path, message }));
  const mails: MailPreview[] = [];
  try {
    const planned = await planRule({ deps, context }, { id: ruleId ?? '', name, actions }, facts, schema);
    for (const { index, mails: some } of planned) for (const mail of some) mails.push(await view(context, index, mail));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The event itself would be refused with this; the editor shows it beside the rest.
    warnings.push({ path: error.details.fields?.[0]?.path ?? '', message: error.message });
  }
  warnings.push(...mails.flatMap(({ held }) => (held === null ? [] : [{ path: '', message: `Held: ${held.detail}` }])));
  return { fires, trace, mails, warnings };
}

/**
 * Sends the mail of every action of a stored rule to one address instead of its recipients, whether the rule fires or
 * not. MISSING_VALUE or CONNECTOR_INACTIVE where it would be held.
 */
export async function testToMe(
  deps: RuleDeps,
  ruleId: string,
  { facts: given, to }: RuleTestInput,
): Promise<{ mails: { id: string; state: string }[] }> {
  const parsed = parseAddress(to);
  if ('problem' in parsed)
    throw new AppError('ADDRESS', parsed.problem, { details: { fields: [{ path: '/to', message: parsed.problem }] } });
  const rule = await getRule(deps.store.read, ruleId);
  const facts = cloneFacts(given);
  const form = rule.trigger['form'];
  const schema = typeof form === 'string' ? (await findForm(deps.store.read, form))?.schema : undefined;
  assertFacts(schema, facts);
  const planned = await planRule(
    { deps, context: await actionContext(deps) },
    rule as unknown as PlannableRule,
    facts,
    schema,
  );
  const prepared: Prepared[] = [];
  for (const { mails } of planned) {
    // One of many shows what they look like.
    const mail = mails[0];
    if (mail !== undefined)
      prepared.push(await deps.outbox.prepare(redirected(mail, parsed.address), testCause(rule.id, rule.version)));
  }
  const mails = await deps.store.grouped((tx) => deps.outbox.insert(tx, prepared));
  return { mails: mails.map(({ id, state }) => ({ id, state })) };
}

function testCause(ruleId: string, ruleVersion: number) {
  return { kind: 'test' as const, key: `test:${newId()}`, ruleId, ruleVersion };
}

function redirected(mail: PlannedMail | HeldMail, address: string): PlannedMail {
  if ('held' in mail) {
    throw new AppError(mail.held.reason === 'missing_value' ? 'MISSING_VALUE' : 'CONNECTOR_INACTIVE', mail.held.detail);
  }
  const { draft } = mail;
  return { ...mail, draft: { ...draft, to: [{ address }], cc: [], bcc: [], subject: `[Test] ${draft.subject}` } };
}

async function ruleOf(deps: RuleDeps, rule: RulePreviewInput['rule'], ruleId: string | undefined): Promise<RuleInput> {
  if (rule !== undefined) return rule as RuleInput;
  if (ruleId === undefined) throw invalid([{ path: '/rule', message: 'Give a rule or the id of one.' }]);
  const { name, trigger, conditions, actions, enabled } = await getRule(deps.store.read, ruleId);
  return { name, trigger, conditions, actions, enabled } as unknown as RuleInput;
}

async function view(context: ActionContext, action: number, mail: PlannedMail | HeldMail): Promise<MailPreview> {
  const connector = mail.sender === null ? undefined : await context.findConnector(mail.sender.connectorId);
  const sender = mail.sender === null ? null : { ...mail.sender, connectorName: connector?.displayName ?? '' };
  if ('held' in mail) {
    const nothing = {
      from: null,
      cc: [],
      bcc: [],
      replyTo: [],
      html: null,
      text: null,
      attachments: [],
      importance: 'normal',
      sentCopy: null,
    };
    return { action, sender, ...nothing, to: mail.to, subject: mail.subject, held: mail.held };
  }
  const { from, to, cc, bcc, replyTo, subject, html, text, attachments, importance } = mail.draft;
  return {
    action,
    sender,
    from,
    to,
    cc,
    bcc,
    replyTo,
    subject,
    html: html ?? null,
    text: text ?? null,
    attachments: attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size })),
    importance,
    sentCopy: mail.sentCopy,
    held: mail.waitsForConnector === undefined ? null : { reason: 'connector', detail: mail.waitsForConnector },
  };
}
