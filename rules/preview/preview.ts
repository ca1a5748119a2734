import type { RulePreviewInput } from '../../schemas/rule-preview.gen.ts';
import {
  type ActionContext,
  AppError,
  type Finding,
  type HeldMail,
  type PlannedMail,
  type SenderReason,
  senderReasonText,
} from '../../src/sdk/index.ts';
import { evaluate } from '../conditions/evaluate.ts';
import { assertFacts, cloneFacts } from '../conditions/facts.ts';
import type { Trace } from '../conditions/trace.ts';
import { type Part, type PlannedAction, planRule } from '../plan-rule.ts';
import { actionContext, momentOf, type RuleDeps } from '../rule-deps.ts';
import { withExampleRun } from '../runs/run-facts.ts';
import { type DraftAction, draftOf } from './draft-rule.ts';

type Draft = PlannedMail['draft'];

/** The mails of so many rows show what they look like. */
const SHOWN_ROWS = 3;

export interface MailPreview {
  /** which action of the rule makes it, from 0; of those before or after the rows, which of them */
  action: number;
  part: Part;
  /** of the table, from 0; null: it is for no row */
  row: number | null;
  sender: { connectorId: string; connectorName: string; reason: SenderReason; reasonText: string | null } | null;
  from: Draft['from'] | null;
  to: Draft['to'];
  cc: Draft['cc'];
  bcc: Draft['bcc'];
  replyTo: Draft['replyTo'];
  subject: string;
  html: string | null;
  text: string | null;
  /** `link`: the mail holds a link to it; `download`: where one that is made for the mail can be read, below /api */
  attachments: { filename: string; contentType: string; size: number; link: boolean; download: string | null }[];
  importance: Draft['importance'];
  sentCopy: PlannedMail['sentCopy'] | null;
  held: HeldMail['held'] | null;
  /** where the HTML body is shown, below /api; null without one */
  frame: string | null;
  /** the template of the library that its text is from, and the language of that text */
  template: { id: string; name: string; version: number; language: string } | null;
}

export interface RulePreview {
  /** null, as is the trace: the conditions are not complete */
  fires: boolean | null;
  trace: Trace | null;
  mails: MailPreview[];
  /** of a rule that is repeated for each row of a table: how many there are, and for how many it runs; else null */
  rows: { total: number; matching: number } | null;
  warnings: Pick<Finding, 'path' | 'message' | 'line' | 'column' | 'incomplete'>[];
}

/** Keeps what is shown apart and says where, below /api; null where it cannot. */
export interface KeepPage {
  page(mail: { html: string; subject: string }): string | null;
  file(file: { filename: string; contentType: string; content: Uint8Array }): string | null;
}

/**
 * What a rule would do with these facts, whether it fires or not. Nothing is stored and nothing is sent. What is not
 * filled in yet is a warning; a mistake in a template or a condition is refused as it is when the rule is saved.
 */
export async function previewRule(
  deps: RuleDeps,
  input: RulePreviewInput,
  keep: KeepPage,
  person: string,
): Promise<RulePreview> {
  const draft = await draftOf(deps, input, person);
  const facts = cloneFacts(input.facts);
  assertFacts(draft.schema, facts);
  const { conditions } = draft;
  const decided =
    conditions === undefined ? undefined : await evaluate(conditions, facts, draft.schema, momentOf(deps));
  const context = await actionContext(deps, person);
  const warnings: RulePreview['warnings'] = draft.warnings.map(({ level: _, code: __, ...warning }) => warning);
  const mails: MailPreview[] = [];
  let rows: RulePreview['rows'] = null;
  try {
    const given = withExampleRun(facts, deps.clock.now());
    const made = await planRule({ deps, context, preview: true, mostRows: SHOWN_ROWS }, draft, given, draft.schema);
    if (made.rows !== null) rows = { total: made.rows.total, matching: made.rows.matching };
    for (const one of made.planned) {
      for (const mail of one.mails) {
        mails.push(await view({ context, keep }, one, mail));
        for (const { reason } of leftOutOf(mail)) warnings.push({ path: '', message: `Left out: ${reason}` });
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The event itself would be refused with this; the editor shows it beside the rest.
    warnings.push({ path: error.details.fields?.[0]?.path ?? '', message: error.message });
  }
  warnings.push(...mails.flatMap(({ held }) => (held === null ? [] : [{ path: '', message: `Held: ${held.detail}` }])));
  return { fires: decided?.fires ?? null, trace: decided?.trace ?? null, mails, rows, warnings };
}

async function view(
  { context, keep }: { context: ActionContext; keep: KeepPage },
  { action, part, row }: PlannedAction<DraftAction>,
  mail: PlannedMail | HeldMail,
): Promise<MailPreview> {
  const connector = mail.sender === null ? undefined : await context.findConnector(mail.sender.connectorId);
  const sender = mail.sender && {
    connectorId: mail.sender.connectorId,
    // A person's own mailbox is known to its owner only: it goes by its address.
    connectorName: connector?.displayName ?? ('held' in mail ? '' : mail.draft.from.address),
    reason: mail.sender.reason,
    reasonText: senderReasonText(mail.sender.reason, mail.sender.detail),
  };
  const draft: Partial<Draft> = 'held' in mail ? (mail.shown ?? {}) : mail.draft;
  const { to, subject } = 'held' in mail ? mail : mail.draft;
  const {
    from,
    cc = [],
    bcc = [],
    replyTo = [],
    html,
    text,
    attachments = [],
    links = [],
    calendar,
    importance = 'normal',
  } = draft;
  return {
    ...{ action: action.index, part, row },
    sender,
    from: from ?? null,
    to,
    cc,
    bcc,
    replyTo,
    subject,
    html: html ?? null,
    text: text ?? null,
    attachments: [
      ...(calendar === undefined ? [] : [inviteView(calendar)]),
      ...attachments.map((file) => fileView(keep, file, false)),
      ...links.map((file) => fileView(keep, file, true)),
    ],
    importance,
    sentCopy: 'held' in mail ? null : mail.sentCopy,
    held: heldOf(mail),
    frame: html === undefined ? null : keep.page({ html, subject }),
    template: await templateView(context, mail),
  };
}

async function templateView({ findTemplate }: ActionContext, { template }: PlannedMail | HeldMail) {
  if (template === undefined) return null;
  return { ...template, name: (await findTemplate?.(template.id))?.name ?? '' };
}

function inviteView({ content }: NonNullable<Draft['calendar']>) {
  const size = Buffer.byteLength(content);
  return { filename: 'invite.ics', contentType: 'text/calendar', size, link: false, download: null };
}

/** An uploaded file can be read where it was uploaded; what is in memory was made, or came with the facts. */
function fileView(keep: KeepPage, file: Draft['attachments'][number], link: boolean) {
  const { filename, contentType, size, source } = file;
  const download = 'bytes' in source ? keep.file({ filename, contentType, content: source.bytes }) : null;
  return { filename, contentType, size, link, download };
}

function leftOutOf(mail: PlannedMail | HeldMail) {
  return 'held' in mail ? [] : (mail.leftOut ?? []);
}

function heldOf(mail: PlannedMail | HeldMail): HeldMail['held'] | null {
  if ('held' in mail) return mail.held;
  if (mail.waitsForRight !== undefined) return { reason: 'right', detail: mail.waitsForRight };
  return mail.waitsForConnector === undefined ? null : { reason: 'connector', detail: mail.waitsForConnector };
}
