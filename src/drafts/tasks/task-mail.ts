import { cleanWritten } from '../../mail/clean-written.ts';
import {
  AppError,
  escapeHtml,
  type FieldProblem,
  invalid,
  type MailCause,
  type PlannedMail,
  sameAddress,
} from '../../sdk/index.ts';
import type { MailTaskRow } from '../../store/tables/mail-task.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { CheckedDraft } from '../check-draft.ts';
import type { DraftContent } from '../draft-content.ts';
import type { DraftDeps, DraftSender } from '../draft-deps.ts';
import { findTask } from './task.store.ts';
import { openTask, type TaskContent } from './task-content.ts';

/** The task that a draft is of, with what the rule made. */
export interface DraftTask extends TaskContent {
  row: MailTaskRow;
}

type Deps = Pick<DraftDeps, 'secrets' | 'findSender'>;

/** Undefined: the draft is nobody's task. */
export async function taskOfDraft(
  deps: Pick<Deps, 'secrets'>,
  tx: Tx,
  draftId: string,
): Promise<DraftTask | undefined> {
  const row = await findTask(tx, draftId);
  if (row === undefined || row.content === null) return undefined;
  return { row, ...openTask(deps.secrets, { id: row.id, content: row.content }) };
}

/** The sender that the rule chose, as one of the choices; undefined: it is not there any more. */
export async function ruleSender(deps: Deps, { mail }: TaskContent): Promise<DraftSender | undefined> {
  const found = await deps.findSender(mail.sender.connectorId);
  if (found === undefined) return undefined;
  const { from, replyTo } = mail.draft;
  const { replyTo: _, ...sender } = found;
  const [answers] = replyTo;
  return { ...sender, from, ...(answers && { replyTo: answers }), own: false, isDefault: false };
}

/** The text as the composer shows it. */
export function htmlOfTask({ mail: { draft } }: TaskContent): string {
  return cleanWritten(draft.html ?? `<p>${escapeHtml(draft.text ?? '').replaceAll('\n', '<br>')}</p>`);
}

const LISTS = ['to', 'cc', 'bcc'] as const;

/** A confidential e-mail goes to whom and from where the rule says, with its files. Throws VALIDATION. */
export function assertFence(
  { mail }: TaskContent,
  { sender, ...lists }: CheckedDraft,
  { attachments }: Pick<DraftContent, 'attachments'>,
): void {
  if (!mail.confidential) return;
  const problems: FieldProblem[] = LISTS.flatMap((list) => {
    const meant = mail.draft[list];
    const given = lists[list];
    const same =
      meant.length === given.length && meant.every((one) => given.some((it) => sameAddress(it.address, one.address)));
    return same
      ? []
      : [{ path: `/${list}`, message: 'This e-mail is confidential: it goes to nobody but whom the rule names.' }];
  });
  if (attachments.length > 0) {
    problems.push({
      path: '/attachments',
      message: 'This e-mail is confidential: it has the files of the rule and no others. Remove yours.',
    });
  }
  if (sender.id !== mail.sender.connectorId) {
    problems.push({
      path: '/from',
      message: 'This e-mail is confidential: it leaves from the mailbox of the rule only.',
    });
  }
  if (problems.length > 0) throw invalid(problems);
}

/**
 * What the performer wrote, with what only the rule says: headers, importance, links, and the text as it was rendered
 * where it was not changed.
 */
export function mailOfTask(task: TaskContent, written: PlannedMail, content: DraftContent): PlannedMail {
  const { draft } = task.mail;
  const untouched = content.html === htmlOfTask(task) && !content.signature;
  const body = untouched
    ? { ...(draft.html !== undefined && { html: draft.html }), ...(draft.text !== undefined && { text: draft.text }) }
    : {
        ...(written.draft.html !== undefined && { html: written.draft.html }),
        ...(written.draft.text !== undefined && { text: written.draft.text }),
      };
  const { html: _html, text: _text, ...rest } = draft;
  const { subject, to, cc, bcc } = written.draft;
  const { attachments } = task.mail.confidential ? draft : written.draft;
  const mail: PlannedMail = {
    ...task.mail,
    draft: { ...rest, ...body, subject, to, cc, bcc, attachments },
    automatic: false,
    // What the performer sees is what leaves, from where it says.
    fallback: false,
    leftOut: [],
  };
  const { waitsForConnector: _, ...usable } = mail;
  if (written.sender.connectorId === task.mail.sender.connectorId) return usable;
  const { waitsForRight: _right, ...own } = usable;
  const { from, replyTo } = written.draft;
  const { sender, sentCopy, maxSize, confidential } = written;
  return {
    ...own,
    draft: { ...own.draft, from, replyTo },
    sender,
    sentCopy,
    confidential,
    ...(maxSize !== undefined && { maxSize }),
  };
}

/** The e-mail is the rule's: what follows from its end follows now. Each time that it was taken back is another one. */
export function causeOfTask(
  { row, cause, mail }: DraftTask,
  written: MailCause,
  of: { round: number; connectorId: string },
): MailCause {
  const { rightOf: _, ...rest } = cause;
  const right = of.connectorId === mail.sender.connectorId ? cause.rightOf : written.rightOf;
  return {
    ...rest,
    key: of.round === 0 ? row.key : `${row.key}:${of.round}`,
    ...(right !== undefined && { rightOf: right }),
    ...(written.notBefore !== undefined && { notBefore: written.notBefore }),
  };
}

/** In the transaction that stores the e-mail. STATE when it was declined or given back meanwhile. */
export async function markTask(
  tx: Tx,
  { id }: MailTaskRow,
  change: { from: string; to: string; at: number },
): Promise<void> {
  await tx.sql`
    UPDATE mail_task SET state = ${change.to}, changed_at = ${change.at} WHERE id = ${id} AND state = ${change.from}`;
  if ((await findTask(tx, id))?.state !== change.to) {
    throw new AppError('STATE', 'This e-mail was declined or given back meanwhile. Close it.');
  }
}
