import type { Caller } from '../http/route.ts';
import {
  AppError,
  attachOrLink,
  invalid,
  type MailAttachment,
  type MailCause,
  type MailDraft,
  type PlannedMail,
} from '../sdk/index.ts';
import type { DraftRow } from '../store/tables/draft.table.ts';
import { answerIds } from './answer-headers.ts';
import { readMail } from './begin-draft.ts';
import { type CheckedDraft, checkDraft } from './check-draft.ts';
import { getDraft, updateDraft } from './draft.store.ts';
import { type DraftContent, openDraft } from './draft-content.ts';
import type { DraftDeps, DraftSender } from './draft-deps.ts';
import { assertOpen, type DraftAsked, type DraftView, viewOfDraft } from './drafts.ts';
import { type Quoted, quoted } from './quoted.ts';
import { getTask } from './tasks/task.store.ts';
import {
  assertFence,
  causeOfTask,
  type DraftTask,
  mailOfTask,
  markTask,
  ruleSender,
  taskOfDraft,
} from './tasks/task-mail.ts';

/** How long an e-mail waits, so that its writer can take it back. */
export const UNDO_MS = 10_000;

/**
 * Puts the e-mail into the outbox, due when the time to take it back is over. One transaction stores the e-mail and marks
 * the draft: asking again, after a crash as well, answers what was sent. Errors: VALIDATION with every field that is
 * missing; STALE; ATTACHMENT.
 */
export async function sendDraft<Prepared>(deps: DraftDeps<Prepared>, asked: DraftAsked): Promise<DraftView> {
  const { id, caller } = asked;
  const row = await getDraft(deps.store.read, id, caller.id);
  if (row.state === 'sent') return viewOfDraft(deps, row);
  assertOpen(row, asked);
  const content = openDraft(deps.secrets, row);
  const task = await taskOfDraft(deps, deps.store.read, id);
  const senders = await sendersFor(deps, task, caller);
  const checked = await checkDraft(deps, row, content, senders);
  if (task !== undefined) assertFence(task, checked, content);
  const written = await plannedMail(deps, row, content, checked, caller.id);
  const mail = task === undefined ? written : mailOfTask(task, written, content);
  const now = deps.clock.now();
  const own: MailCause = {
    ...{ kind: 'person', key: `draft:${id}:${row.round}`, notBefore: now + UNDO_MS },
    // A mailbox of one's own is nobody's to be refused.
    ...(checked.sender.own ? {} : { rightOf: caller.id }),
  };
  const cause = task === undefined ? own : causeOfTask(task, own, { round: row.round, connectorId: checked.sender.id });
  const prepared = await deps.outbox.prepare(mail, cause);
  const sent = await deps.store.write(async (tx) => {
    const before = await getDraft(tx, id, caller.id, 'lock');
    if (before.state === 'sent') return before;
    assertOpen(before, { version: row.version });
    if (task !== undefined) {
      // Who left the group meanwhile sends nothing for it.
      await getTask(tx, id, caller, 'lock');
      await markTask(tx, task.row, { from: 'taken', to: 'sent', at: now });
    }
    const [entry] = await deps.outbox.insert(tx, [prepared]);
    if (entry === undefined) throw new AppError('INTERNAL', 'The outbox did not take this e-mail. Send it again.');
    const change = { state: 'sent', messageId: entry.id, sentAt: now, changedAt: now } as const;
    await updateDraft(tx, before, change);
    const [stored] = await tx.sql<{ message_id: string }[]>`SELECT message_id FROM message WHERE id = ${entry.id}`;
    const { mailboxId, answersId } = row;
    if (stored && mailboxId !== null && answersId !== null) {
      await deps.received.joins(tx, { mailboxId, answersId, messageId: stored.message_id });
    }
    return { ...before, ...change, version: before.version + 1 };
  });
  deps.outbox.wake();
  return viewOfDraft(deps, sent);
}

/** Of a task the rule's own sender comes first. */
async function sendersFor(deps: DraftDeps, task: DraftTask | undefined, caller: Caller): Promise<DraftSender[]> {
  const senders = await deps.listSenders(caller);
  const ofRule = task === undefined ? undefined : await ruleSender(deps, task);
  return ofRule === undefined ? senders : [ofRule, ...senders];
}

async function plannedMail(
  deps: DraftDeps,
  row: DraftRow,
  content: DraftContent,
  { sender, to, cc, bcc }: CheckedDraft,
  ownerId: string,
): Promise<PlannedMail> {
  const original = await originalOf(deps, row, content);
  const own = {
    html: content.html,
    text: deps.htmlToText(content.html),
  };
  const { signature } = sender;
  const signed = content.signature && signature !== undefined ? deps.withSignature(own, signature) : own;
  const body = original.quoted === undefined ? signed : withQuoted(signed, original.quoted);
  const files = await filesOf(deps, content, ownerId);
  const bodyBytes = Buffer.byteLength(`${body.html ?? ''}${body.text ?? ''}`);
  const { attachments } = attachOrLink(files, { bodyBytes, maxSize: sender.maxSize, canLink: false });
  const draft: MailDraft = {
    ...{ from: sender.from, replyTo: sender.replyTo === undefined ? [] : [sender.replyTo], to, cc, bcc },
    ...{ subject: content.subject.trim(), ...body, attachments, importance: 'normal', headers: [], ...original.ids },
  };
  return {
    ...{ draft, sender: { connectorId: sender.id, reason: 'writer' }, sentCopy: sender.sentCopy },
    ...{ confidential: sender.own, recipientKey: '', automatic: false, maxSize: sender.maxSize },
  };
}

interface Original {
  ids: ReturnType<typeof answerIds>;
  quoted?: Quoted;
}

/** What the e-mail takes over from the message that it is about. What the retention setting took away is not quoted. */
async function originalOf(deps: DraftDeps, row: DraftRow, { quote }: DraftContent): Promise<Original> {
  const { kind, mailboxId, answersId } = row;
  if (mailboxId === null || answersId === null) return { ids: {} };
  const raw = await deps.received.source({ mailboxId, id: answersId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'PURGED' && !quote) return undefined;
    throw error;
  });
  if (raw === undefined) return { ids: {} };
  const mail = await readMail(deps, raw);
  // A forwarded message begins something of its own: whoever gets it has no conversation that it could answer.
  const ids = kind === 'forward' ? {} : answerIds(mail);
  if (!quote) return { ids };
  const seen = await deps.received.reader.view(raw);
  if ('problem' in seen) throw new AppError('STATE', `${seen.problem} Send it without the quoted message.`);
  return { ids, quoted: quoted(kind, mail, seen.view) };
}

function withQuoted(body: Pick<MailDraft, 'html' | 'text'>, original: Quoted): { html: string; text: string } {
  return {
    html: `${body.html ?? ''}<br>${original.html}`,
    text: `${(body.text ?? '').trimEnd()}\n\n${original.text}\n`,
  };
}

async function filesOf(deps: DraftDeps, { attachments }: DraftContent, ownerId: string): Promise<MailAttachment[]> {
  const files: MailAttachment[] = [];
  for (const [at, { file, name }] of attachments.entries()) {
    const found = await deps.files.find(file, ownerId);
    if (found === undefined) {
      throw invalid([{ path: `/attachments/${at}`, message: `"${name}" is not there any more. Attach it again.` }]);
    }
    files.push(found);
  }
  return files;
}
