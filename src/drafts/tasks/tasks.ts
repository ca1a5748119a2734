import type { Caller } from '../../http/route.ts';
import { AppError, type HeldMail, type MailAttachment } from '../../sdk/index.ts';
import { wholeOf } from '../../store/content.ts';
import type { DraftRow } from '../../store/tables/draft.table.ts';
import type { MailTaskRow } from '../../store/tables/mail-task.table.ts';
import { deleteDraft, getDraft, insertDraft } from '../draft.store.ts';
import { type DraftFile, sealDraft } from '../draft-content.ts';
import type { DraftDeps } from '../draft-deps.ts';
import { type DraftView, viewOfDraft } from '../drafts.ts';
import { countSent, getTask, listTasks, updateTask } from './task.store.ts';
import { openTask, type TaskContent } from './task-content.ts';
import { htmlOfTask } from './task-mail.ts';

const MOST_TASKS = 200;

/** An e-mail that waits for a person to send it. */
export interface TaskLine {
  id: string;
  state: 'open' | 'taken';
  /** whose it is to send */
  performer: { kind: 'user' | 'group'; name: string };
  /** who has taken it; null: nobody has */
  takenBy: string | null;
  mine: boolean;
  subject: string;
  to: { name?: string; address: string }[];
  rule: { id: string | null; name: string | null };
  instanceId: string | null;
  createdAt: number;
}

export interface TaskAsked {
  id: string;
  caller: Caller;
}

/** At most 200, the oldest first. What somebody else has taken is among them, so that nobody looks for it. */
export async function listTaskLines({ store, secrets }: DraftDeps, caller: Caller): Promise<TaskLine[]> {
  return (await listTasks(store.read, caller, MOST_TASKS)).flatMap((row) => {
    const { id, state, content, createdAt, ruleId, ruleName, instanceId } = row;
    if (content === null || (state !== 'open' && state !== 'taken')) return [];
    const { subject, to } = openTask(secrets, { id, content }).mail.draft;
    return [
      {
        ...{ id, state, performer: { kind: row.performerKind, name: row.performerName }, takenBy: row.ownerName },
        ...{
          mine: row.ownerId === caller.id,
          subject,
          to,
          rule: { id: ruleId, name: ruleName },
          instanceId,
          createdAt,
        },
      },
    ];
  });
}

/**
 * Takes the e-mail and answers its draft, which has its id; who has it already gets the draft as it is. STATE when another
 * person of the group was first.
 */
export async function takeTask(deps: DraftDeps, { id, caller }: TaskAsked): Promise<DraftView> {
  const { read } = deps.store;
  const row = await getTask(read, id, caller);
  if (row.state === 'sent' && row.ownerId === caller.id) return viewOfDraft(deps, await getDraft(read, id, caller.id));
  const task = contentOf(deps, row, caller);
  const known = await getDraft(read, id, caller.id).catch(ifGone);
  if (known !== undefined) return viewOfDraft(deps, known);
  const fresh = await draftOf(deps, task, { id, caller });
  const taken = await deps.store.write(async (tx) => {
    contentOf(deps, await getTask(tx, id, caller, 'lock'), caller);
    // Asked twice at once.
    const earlier = await getDraft(tx, id, caller.id).catch(ifGone);
    if (earlier !== undefined) return earlier;
    const change = { state: 'taken', ownerId: caller.id, ownerName: caller.name, changedAt: fresh.createdAt } as const;
    await updateTask(tx, id, change);
    // Of somebody who took it and left the group.
    await deleteDraft(tx, id);
    const row = { ...fresh, round: await countSent(tx, task.cause.key) };
    await insertDraft(tx, row);
    return row;
  });
  return viewOfDraft(deps, taken);
}

/** Back to the group, as the rule made it. */
export async function giveBackTask({ store, clock }: DraftDeps, { id, caller }: TaskAsked): Promise<void> {
  await store.write(async (tx) => {
    const row = await getTask(tx, id, caller, 'lock');
    if (row.state !== 'taken') throw overOrOpen(row);
    assertNotOthers(row, caller);
    await updateTask(tx, id, { state: 'open', ownerId: null, ownerName: null, changedAt: clock.now() });
    await deleteDraft(tx, id);
  });
}

/** Nothing is sent, and what the rule says of the end of its e-mail happens: cancelled, because it was declined. */
export async function declineTask<Prepared>(
  deps: DraftDeps<Prepared>,
  { id, caller, reason }: TaskAsked & { reason: string },
): Promise<void> {
  const row = await getTask(deps.store.read, id, caller);
  if (row.state === 'declined') return;
  const { mail, cause } = contentOf(deps, row, caller);
  const { sender, recipientKey, draft, template } = mail;
  const held: HeldMail = {
    ...{ held: { reason: 'declined', detail: reason }, sender, subject: draft.subject, to: draft.to, recipientKey },
    ...(template && { template }),
  };
  const prepared = await deps.outbox.prepare(held, { ...cause, key: `${cause.key}:declined` });
  const now = deps.clock.now();
  await deps.store.write(async (tx) => {
    const before = await getTask(tx, id, caller, 'lock');
    if (before.state === 'declined') return;
    contentOf(deps, before, caller);
    const [entry] = await deps.outbox.insert(tx, [prepared]);
    if (entry === undefined) throw new AppError('INTERNAL', 'The outbox did not take this decision. Decline it again.');
    await deps.outbox.endDeclined(tx, { id: entry.id, by: caller.name, reason });
    const who = { ownerId: caller.id, ownerName: caller.name };
    await updateTask(tx, id, { state: 'declined', content: null, reason, changedAt: now, ...who });
    await deleteDraft(tx, id);
  });
}

/** STATE for what is over, or somebody else's by now. */
function contentOf({ secrets }: Pick<DraftDeps, 'secrets'>, row: MailTaskRow, caller: Caller): TaskContent {
  const { id, content, state } = row;
  if (content === null || (state !== 'open' && state !== 'taken')) throw overOrOpen(row);
  if (state === 'taken') assertNotOthers(row, caller);
  return openTask(secrets, { id, content });
}

function assertNotOthers({ ownerId, ownerName }: MailTaskRow, caller: Caller): void {
  if (ownerId === caller.id) return;
  throw new AppError(
    'STATE',
    `${ownerName ?? 'Somebody else'} has taken this e-mail. It can be given back to the group.`,
  );
}

function overOrOpen({ state, ownerName }: MailTaskRow): AppError {
  const who = ownerName === null ? '' : ` by ${ownerName}`;
  return new AppError('STATE', state === 'open' ? 'Nobody has taken this e-mail.' : `This e-mail was ${state}${who}.`);
}

function ifGone(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
  throw error;
}

async function draftOf(deps: DraftDeps, task: TaskContent, { id, caller }: TaskAsked): Promise<DraftRow> {
  const now = deps.clock.now();
  const { draft, sender } = task.mail;
  const { to, cc, bcc, subject } = draft;
  const attachments: DraftFile[] = [];
  // Those of a confidential e-mail are nobody's to have or to change: they go along as the rule made them.
  const files = task.mail.confidential ? [] : draft.attachments;
  for (const file of files) attachments.push(await ownCopy(deps, file, caller));
  const content = {
    ...{ from: sender.connectorId, to, cc, bcc, subject, html: htmlOfTask(task), attachments },
    ...{ signature: false, quote: false },
  };
  return {
    ...{ id, ownerId: caller.id, ownerName: caller.name, kind: 'new', state: 'open' },
    ...{ mailboxId: null, answersId: null, messageId: null, content: sealDraft(deps.secrets, id, content) },
    ...{ round: 0, version: 1, createdAt: now, changedAt: now, sentAt: null },
  };
}

/** Files of a draft are its writer's own. */
async function ownCopy(deps: DraftDeps, file: MailAttachment, caller: Caller): Promise<DraftFile> {
  const { filename: name, contentType, size, source } = file;
  const bytes = 'bytes' in source ? source.bytes : await wholeOf(deps.store.content.read(source.contentId));
  const { id } = await deps.files.store({ name, contentType, createdBy: caller.id }, bytes);
  return { file: id, name, contentType, size };
}
