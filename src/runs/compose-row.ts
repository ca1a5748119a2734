import { createHash } from 'node:crypto';
import { AppError, cleanFileName, type JsonObject, type MailAttachment, type PlannedMail } from '../sdk/index.ts';
import type { RunDocumentRow, RunItemRow } from '../store/tables/run.table.ts';
import { checkRow, documentOf } from './check-row.ts';
import { type Earlier, findEarlier } from './earlier-mails.ts';
import { factsDigest, withFact } from './facts.ts';
import { fence } from './fence.ts';
import { problemOf, problemOfHeld } from './mail-problem.ts';
import type { Neighbours } from './neighbours.ts';
import type { PlanJob } from './plan-job.ts';
import type { RowProblem } from './problems.ts';
import type { PreparedMail } from './run-deps.ts';
import { readWhole } from './sealed-content.ts';

/** What became of one row. */
export type RowOutcome = { item: RunItemRow; occasion: string | null } & (
  | { kind: 'problem'; problems: RowProblem[] }
  | { kind: 'already_sent'; at: number | null }
  | { kind: 'mail'; mail: PreparedMail; key: string; replaces: string | null }
);

const HELD_MS = 30 * 24 * 3_600_000;

/** Checks, renders and composes one row. Stores nothing that counts. */
export async function composeRow(job: PlanJob, item: RunItemRow, near: Neighbours): Promise<RowOutcome> {
  const problems = checkRow(job, item, near);
  if (problems.length > 0) return { item, occasion: null, kind: 'problem', problems };
  const occasion = sha256(['occasion', job.run.ruleId, job.run.period, item.owner]);
  const document = documentOf(item, near);
  const key = keyOf(job, item, document);
  const earlier = await findEarlier(job.deps, { key, occasion, itemId: item.id });
  if (earlier.kind === 'already_sent') return { item, occasion, kind: 'already_sent', at: earlier.at };
  if (earlier.kind === 'undecided') {
    return { item, occasion, kind: 'problem', problems: [{ kind: 'other_run', message: earlier.message }] };
  }
  const composed = await compose(job, item, document, near, earlier);
  if ('problems' in composed) return { item, occasion, kind: 'problem', problems: composed.problems };
  const cause = {
    kind: 'rule' as const,
    key,
    ruleId: job.rule.id,
    ruleVersion: job.rule.version,
    factsDigest: factsDigest(item.facts),
    runId: job.run.id,
    hold: { until: job.deps.clock.now() + HELD_MS, reason: 'approval' as const },
  };
  try {
    const mail = await job.deps.outbox.prepare(composed.mail, cause);
    return { item, occasion, kind: 'mail', mail, key, replaces: earlier.replaces?.id ?? null };
  } catch (error) {
    return { item, occasion, kind: 'problem', problems: [problemOf(error)] };
  }
}

/** The same period, rule, person, data, document and address: the same mail, which exists once. */
function keyOf({ run }: PlanJob, item: RunItemRow, document: RunDocumentRow | undefined): string {
  const parts = [run.ruleId, run.period, item.owner, factsDigest(item.facts), document?.sha256 ?? '', item.addressKey];
  return `run:${sha256(parts)}`;
}

type Composed = { mail: PlannedMail } | { problems: RowProblem[] };

async function compose(
  job: PlanJob,
  item: RunItemRow,
  document: RunDocumentRow | undefined,
  near: Neighbours,
  earlier: Earlier,
): Promise<Composed> {
  const { choices, rule } = job;
  try {
    const file = document === undefined ? undefined : await openDocument(job, item, document);
    if (file && 'problem' in file) return { problems: [file.problem] };
    const facts = item.facts as JsonObject;
    const given = document && file ? withFact(facts, choices.documentField, document.id) : facts;
    const planned = await rule.plan(given, document && file && { id: document.id, file: file.attachment });
    if (!planned.fires) {
      return refused('rule_not_fired', `The conditions of the rule "${rule.name}" are not met by this row.`);
    }
    const [mail, ...others] = planned.mails;
    if (mail === undefined || others.length > 0) {
      const message = `The rule makes ${planned.mails.length} e-mails of this row; a run needs exactly one.`;
      return refused('not_one_mail', message);
    }
    if ('held' in mail) return { problems: [problemOfHeld(mail)] };
    if (mail.waitsForConnector !== undefined) return refused('connector', mail.waitsForConnector);
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
): Promise<OpenedDocument | { problem: RowProblem }> {
  const plain = await readWhole(deps, document.contentId ?? '');
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
  const attachment = { filename, contentType: 'application/pdf', size: bytes.length, source: { bytes } };
  return { attachment, ...hasNumber };
}

/** The password lives in this function only. */
async function encrypted(
  { deps, choices }: Pick<PlanJob, 'deps' | 'choices'>,
  item: RunItemRow,
  plain: Buffer,
): Promise<Uint8Array | { problem: RowProblem }> {
  const { pattern, hint } = choices.password ?? { pattern: '', hint: '' };
  const problem = (message: string) => ({ problem: { kind: 'password' as const, message } });
  try {
    const password = deps.rules.render(pattern, item.facts as JsonObject).trim();
    if (password.length < 4) return problem('The password would have less than four characters.');
    if (hint.includes(password)) return problem('The hint says the password itself.');
    return await deps.intake.encrypt(plain, password);
  } catch (error) {
    // Neither the error of a template nor that of an encoder goes further: it may say what the password is made of.
    if (error instanceof AppError)
      return problem('No password can be made of this row; a value that it needs is missing or not usable.');
    throw error;
  }
}

/** The document where the rule did not place it, the hint to its password, and the mark of a correction. */
function decorated(
  { choices }: PlanJob,
  mail: PlannedMail,
  missing: MailAttachment | undefined,
  { replaces }: Earlier,
): PlannedMail {
  const draft = { ...mail.draft };
  if (missing) draft.attachments = [...draft.attachments, missing];
  if (choices.password !== null) {
    const { hint } = choices.password;
    if (draft.html !== undefined) draft.html = withParagraph(draft.html, hint);
    draft.text = `${draft.text ?? ''}\n\n${hint}`.trim();
  }
  if (replaces) {
    draft.subject = `${choices.replacementMark} ${draft.subject}`;
    draft.inReplyTo = replaces.messageId;
    draft.references = [replaces.messageId];
  }
  return { ...mail, draft, confidential: choices.confidential || mail.confidential };
}

function withParagraph(html: string, text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const end = html.toLowerCase().lastIndexOf('</body>');
  const at = end === -1 ? html.length : end;
  return `${html.slice(0, at)}<p>${escaped}</p>${html.slice(at)}`;
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
    registered: item.address,
    permitted: choices.permitted,
    recipients: [...draft.to, ...draft.cc, ...draft.bcc],
    ...(document && {
      document: {
        owner: document.owner,
        otherOwners: near.ownersOfDigest.get(document.sha256) ?? [],
        ...(hasNumber === undefined ? {} : { hasNumber }),
      },
    }),
  });
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
