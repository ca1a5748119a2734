import { createHash } from 'node:crypto';
import {
  AppError,
  attachOrLink,
  cleanFileName,
  escapeHtml,
  type JsonObject,
  LINK_DAYS,
  type MailAttachment,
  type MailFence,
  type PlannedMail,
  registeredText,
  withHtmlAtEnd,
} from '../../sdk/index.ts';
import { wholeOf } from '../../store/content.ts';
import type { RunDocumentRow } from '../../store/tables/run-document.table.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import { openPassword } from '../passwords/passwords.ts';
import type { PreparedMail } from '../run-deps.ts';
import { asksContacts } from '../run-options.ts';
import { checkRow, documentOf } from './check-row.ts';
import type { Earlier, EarlierAnswer } from './earlier-mails.ts';
import { factsDigest, textAt, withFact } from './facts.ts';
import { type FenceQuestion, fence } from './fence.ts';
import { problemOf, problemOfHeld } from './mail-problem.ts';
import type { Neighbours } from './neighbours.ts';
import type { PlanJob } from './plan-job.ts';
import type { RowProblem } from './problems.ts';

/** What became of one row. */
export type RowOutcome = { item: RunItemRow; occasion: string | null } & (
  | { kind: 'problem'; problems: RowProblem[] }
  | { kind: 'already_sent'; at: number | null }
  | { kind: 'mail'; mail: PreparedMail; key: string; replaces: string | null }
);

/** A row without problems so far, with what is asked of earlier runs. */
export interface RowQuestion {
  item: RunItemRow;
  document: RunDocumentRow | undefined;
  key: string;
  occasion: string;
}

const HELD_MS = 30 * 24 * 3_600_000;

/** What can be said of a row by itself: its problems, or what to ask before it is composed. */
export function checkedRow(job: PlanJob, item: RunItemRow, near: Neighbours): RowOutcome | RowQuestion {
  const problems = checkRow(job, item, near);
  if (problems.length > 0) return { item, occasion: null, kind: 'problem', problems };
  const document = documentOf(item, near);
  const occasion = sha256(['occasion', job.run.ruleId, job.run.period, item.ownerKey]);
  return { item, document, key: keyOf(job, item, document), occasion };
}

/** Renders and composes one row. Stores nothing that counts. `changed`: what the address of last time says. `read`: the bytes of the document, where they were read already. */
export async function composeRow(
  job: PlanJob,
  question: RowQuestion,
  of: { near: Neighbours; earlier: EarlierAnswer; read: Buffer | undefined; changed: RowProblem[] },
): Promise<RowOutcome> {
  const { item, key, occasion } = question;
  const { earlier } = of;
  if (earlier.kind === 'already_sent') return { item, occasion, kind: 'already_sent', at: earlier.at };
  if (earlier.kind === 'undecided') {
    return { item, occasion, kind: 'problem', problems: [{ kind: 'other_run', message: earlier.message }] };
  }
  const composed = await compose(job, question, { ...of, earlier });
  const problems = [...of.changed, ...('problems' in composed ? composed.problems : [])];
  if ('problems' in composed || problems.length > 0) return { item, occasion, kind: 'problem', problems };
  const cause = {
    kind: 'rule' as const,
    key,
    ruleId: job.rule.id,
    ruleVersion: job.rule.version,
    factsDigest: factsDigest(item.facts),
    runId: job.run.id,
    owner: item.address,
    ...fenceOf(job, item),
    ...zoneOf(job, item),
    rightOf: job.rule.authorId,
    hold: { until: job.deps.clock.now() + HELD_MS, reason: 'approval' as const },
  };
  try {
    const mail = await job.deps.outbox.prepare(composed.mail, cause);
    return { item, occasion, kind: 'mail', mail, key, replaces: earlier.replaces?.id ?? null };
  } catch (error) {
    return { item, occasion, kind: 'problem', problems: [problemOf(error)] };
  }
}

/** By whose clock the e-mail leaves, where that differs from row to row. */
function zoneOf({ choices: { timeZoneField, timeZone } }: PlanJob, item: RunItemRow): { timeZone?: string } {
  return timeZoneField === undefined ? {} : { timeZone: textAt(item.facts, timeZoneField) || timeZone };
}

/** Whose contact is asked again when the e-mail leaves. */
function fenceOf({ choices }: PlanJob, { owner }: RunItemRow): { fence?: MailFence } {
  return asksContacts(choices) ? { fence: { owner, permitted: choices.permitted } } : {};
}

/** The same period, rule, person, data, document and address: the same mail, which exists once. */
function keyOf({ run }: PlanJob, item: RunItemRow, document: RunDocumentRow | undefined): string {
  const parts = [run.ruleId, run.period, item.owner, factsDigest(item.facts), document?.sha256 ?? '', item.addressKey];
  return `run:${sha256(parts)}`;
}

type Composed = { mail: PlannedMail } | { problems: RowProblem[] };

async function compose(
  job: PlanJob,
  { item, document }: RowQuestion,
  { near, earlier, read }: { near: Neighbours; earlier: Earlier; read: Buffer | undefined },
): Promise<Composed> {
  const { choices, rule } = job;
  try {
    const file = document === undefined ? undefined : await openDocument(job, item, document, read);
    if (file && 'problem' in file) return { problems: [file.problem] };
    const facts = item.facts as JsonObject;
    const given = document && file ? withFact(facts, choices.documentField, document.id) : facts;
    const planned = await rule.plan(given, document && file && { id: document.id, file: file.attachment }, job.run);
    if (!planned.fires) {
      return refused('rule_not_fired', `The conditions of the rule "${rule.name}" are not met by this row.`);
    }
    const [mail, ...others] = planned.mails;
    if (mail === undefined || others.length > 0) {
      const message = `The rule makes ${planned.mails.length} e-mails of this row; a run needs exactly one.`;
      return refused('not_one_mail', message);
    }
    if ('held' in mail) return { problems: [problemOfHeld(mail)] };
    // A run sends what was planned or nothing: nobody is left out of an e-mail behind the approver's back.
    if (mail.leftOut) return refused('suppressed', mail.leftOut.map(({ reason }) => reason).join(' '));
    const waits = mail.waitsForRight ?? mail.waitsForConnector;
    if (waits !== undefined) return refused('connector', waits);
    const whole = decorated(job, mail, planned.attached ? undefined : file?.attachment, earlier);
    const problems = choices.confidential ? fenced(job, item, whole, near, document, file?.hasNumber) : [];
    return problems.length > 0 ? { problems } : { mail: whole };
  } catch (error) {
    return { problems: [problemOf(error)] };
  }
}

function refused(kind: RowProblem['kind'], message: string): Composed {
  return { problems: [{ kind, message }] };
}

interface OpenedDocument {
  attachment: MailAttachment;
  /** absent: nobody looked */
  hasNumber?: boolean;
}

async function openDocument(
  { deps, choices }: PlanJob,
  item: RunItemRow,
  document: RunDocumentRow,
  read: Buffer | undefined,
): Promise<OpenedDocument | { problem: RowProblem }> {
  const plain = read ?? (await wholeOf(deps.store.content.read(document.contentId ?? '')));
  if (createHash('sha256').update(plain).digest('hex') !== document.sha256) {
    const message = `"${document.name}" is not what was uploaded any more. Upload it again.`;
    return { problem: { kind: 'document_unreadable', message } };
  }
  const inspected = await deps.intake.inspect(plain);
  if (inspected.problem) {
    const { kind, message } = inspected.problem;
    return { problem: { kind, message: `"${document.name}": ${message}` } };
  }
  const hasNumber = choices.numberCheck ? { hasNumber: inspected.has(item.owner) } : {};
  const bytes = choices.password === null ? plain : await encrypted({ deps, choices }, item, plain);
  if ('problem' in bytes) return { problem: bytes.problem };
  const filename = cleanFileName(document.name);
  const { link, linkDays: days = LINK_DAYS } = choices.documents;
  const attachment: MailAttachment = {
    filename,
    contentType: 'application/pdf',
    size: bytes.length,
    source: { bytes },
    ...(link && { link: { when: link, days } }),
  };
  return { attachment, ...hasNumber };
}

/** The password lives in this function only. */
async function encrypted(
  { deps, choices }: Pick<PlanJob, 'deps' | 'choices'>,
  item: RunItemRow,
  plain: Buffer,
): Promise<Uint8Array | { problem: RowProblem }> {
  const { pattern, hint = '' } = choices.password ?? {};
  const problem = (message: string) => ({ problem: { kind: 'password' as const, message } });
  try {
    const password =
      pattern === undefined
        ? await openPassword(deps, item.owner)
        : deps.rules.render(pattern, item.facts as JsonObject).trim();
    if (password === undefined) {
      return problem(`No password is stored for "${item.owner}". Store it, then plan the run again.`);
    }
    if (password.length < 4) return problem('The password would have less than four characters.');
    if (hint.includes(password)) return problem('The hint says the password itself.');
    return await deps.intake.encrypt(plain, password);
  } catch (error) {
    // Neither the error of a template nor that of an encoder goes further: it may say what the password is made of.
    if (!(error instanceof AppError)) throw error;
    return problem(
      pattern === undefined
        ? 'The stored password cannot be used with the secret key that there is. Store it again, then plan the run again.'
        : 'No password can be made of this row; a value that it needs is missing or not usable.',
    );
  }
}

/** The document where the rule did not place it, the hint to its password, and the mark of a correction. */
function decorated(
  { choices, deps }: PlanJob,
  mail: PlannedMail,
  missing: MailAttachment | undefined,
  { replaces }: Earlier,
): PlannedMail {
  const draft = { ...mail.draft };
  if (missing) {
    const bodyBytes = (draft.html?.length ?? 0) + (draft.text?.length ?? 0);
    const limits = { bodyBytes, maxSize: mail.maxSize ?? 0, canLink: deps.rules.canLink };
    const { attachments, links } = attachOrLink([...draft.attachments, missing], limits);
    draft.attachments = attachments;
    if (links.length > 0) draft.links = [...(draft.links ?? []), ...links];
  }
  if (choices.password !== null) {
    const { hint } = choices.password;
    if (draft.html !== undefined) draft.html = withHtmlAtEnd(draft.html, `<p>${escapeHtml(hint)}</p>`);
    draft.text = `${draft.text ?? ''}\n\n${hint}`.trim();
  }
  if (replaces) {
    draft.subject = `${choices.replacementMark} ${draft.subject}`;
    draft.inReplyTo = replaces.messageId;
    draft.references = [replaces.messageId];
  }
  return { ...mail, draft, confidential: choices.confidential || mail.confidential };
}

function fenced(
  { choices }: PlanJob,
  item: RunItemRow,
  { draft }: PlannedMail,
  near: Neighbours,
  document: RunDocumentRow | undefined,
  hasNumber: boolean | undefined,
): RowProblem[] {
  return fence({
    owner: item.owner,
    registered: registeredOf(item, near.registered),
    permitted: choices.permitted,
    recipients: [...draft.to, ...draft.cc, ...draft.bcc],
    ...(document && {
      document: {
        owner: document.owner,
        otherOwners: (near.ownersOfDigest.get(document.sha256) ?? []).map(({ owner }) => owner),
        sentTo: near.sentDocuments.get(document.sha256) ?? [],
        ...(hasNumber === undefined ? {} : { hasNumber }),
      },
    }),
  });
}

/** Of the row itself, or of the contact that has its number. */
function registeredOf(
  { address, owner, ownerKey }: RunItemRow,
  contacts: Neighbours['registered'],
): FenceQuestion['registered'] {
  if (contacts === undefined) return { addresses: [address] };
  const contact = contacts.get(ownerKey);
  return { addresses: contact?.addresses ?? [], contact: registeredText(owner, contact) };
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
