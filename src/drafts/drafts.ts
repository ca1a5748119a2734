import type { DraftInput } from '../../schemas/draft.gen.ts';
import type { Caller } from '../http/route.ts';
import { cleanWritten } from '../mail/clean-written.ts';
import { AppError, invalid, type Mailbox } from '../sdk/index.ts';
import { type Answering, othersAnswering } from '../store/answering.ts';
import type { DraftRow } from '../store/tables/draft.table.ts';
import {
  type DraftDelivery,
  deleteDraft,
  findDelivery,
  getDraft,
  type ListedDraft,
  listUnsent,
  updateDraft,
} from './draft.store.ts';
import { type DraftContent, type DraftFile, openDraft, sealDraft } from './draft-content.ts';
import type { DraftDeps } from './draft-deps.ts';
import { findTask } from './tasks/task.store.ts';
import { ruleSender, taskOfDraft } from './tasks/task-mail.ts';

export const MOST_DRAFTS = 500;

/** What a rule made for the person to send. */
export interface TaskView {
  performer: 'user' | 'group';
  confidential: boolean;
  /** names of the files that go along and cannot be changed */
  files: string[];
  /** that the rule chose; null: it is not there any more */
  sender: { id: string; displayName: string; address: string } | null;
}

export interface DraftView extends DraftContent {
  id: string;
  kind: DraftRow['kind'];
  state: DraftRow['state'];
  mailboxId: string | null;
  answersId: string | null;
  /** others who are answering the same message */
  others: Answering[];
  outboxId: string | null;
  delivery: DraftDelivery | null;
  version: number;
  changedAt: number;
  task: TaskView | null;
}

export interface DraftLine {
  id: string;
  kind: DraftRow['kind'];
  state: DraftRow['state'];
  subject: string;
  to: Mailbox[];
  mailboxId: string | null;
  answersId: string | null;
  delivery: DraftDelivery | null;
  changedAt: number;
}

/** Whose draft, and the version that was seen (If-Match). */
export interface DraftAsked {
  id: string;
  caller: Caller;
  version?: number;
}

export async function listDrafts(deps: DraftDeps, caller: Caller): Promise<DraftLine[]> {
  return (await listUnsent(deps.store.read, caller.id, MOST_DRAFTS)).map((row: ListedDraft) => {
    const { subject, to } = openDraft(deps.secrets, row);
    const { id, kind, state, mailboxId, answersId, delivery, changedAt } = row;
    return { id, kind, state, subject, to, mailboxId, answersId, delivery, changedAt };
  });
}

export async function readDraft(deps: DraftDeps, { id, caller }: DraftAsked): Promise<DraftView> {
  return viewOfDraft(deps, await getDraft(deps.store.read, id, caller.id));
}

/** What is absent stays. STALE; STATE once it is sent. */
export async function changeDraft(deps: DraftDeps, asked: DraftAsked, input: DraftInput): Promise<DraftView> {
  const { id, caller } = asked;
  const { attachments, html, ...rest } = input;
  // Outside of the transaction: neither may hold the database.
  const files = attachments === undefined ? {} : { attachments: await filesOf(deps, attachments, caller.id) };
  const written = html === undefined ? {} : { html: cleanWritten(html) };
  const row = await deps.store.write(async (tx) => {
    const before = await getDraft(tx, id, caller.id, 'lock');
    assertOpen(before, asked);
    const next = { ...openDraft(deps.secrets, before), ...rest, ...written, ...files } as DraftContent;
    const change = { content: sealDraft(deps.secrets, id, next), changedAt: deps.clock.now(), ownerName: caller.name };
    await updateDraft(tx, before, change);
    return { ...before, ...change, version: before.version + 1 };
  });
  return viewOfDraft(deps, row);
}

/** STATE while its e-mail may still leave. */
export async function removeDraft(deps: DraftDeps, { id, caller }: DraftAsked): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await getDraft(tx, id, caller.id, 'lock');
    if ((await findTask(tx, id))?.state === 'taken') {
      throw new AppError(
        'STATE',
        'A rule made this e-mail for you to send. Decline it with a reason, or give it back.',
      );
    }
    const delivery = await findDelivery(tx, row);
    if (row.state === 'sent' && delivery !== null && !['failed', 'cancelled'].includes(delivery.state)) {
      throw new AppError('STATE', 'This e-mail is being sent. Take it back first.');
    }
    await deleteDraft(tx, id);
  });
}

export async function viewOfDraft(deps: DraftDeps, row: DraftRow): Promise<DraftView> {
  const { id, kind, state, mailboxId, answersId, version, changedAt } = row;
  const { read } = deps.store;
  const asked = { messages: answersId === null ? [] : [answersId], notBy: row.ownerId, now: deps.clock.now() };
  return {
    ...{ id, kind, state, mailboxId, answersId },
    ...openDraft(deps.secrets, row),
    others: await othersAnswering(read, asked),
    outboxId: row.messageId,
    delivery: await findDelivery(read, row),
    task: await viewOfTask(deps, row),
    ...{ version, changedAt },
  };
}

async function viewOfTask(deps: DraftDeps, { id }: DraftRow): Promise<TaskView | null> {
  const task = await taskOfDraft(deps, deps.store.read, id);
  if (task === undefined) return null;
  const sender = await ruleSender(deps, task);
  const { performerKind: performer } = task.row;
  const { confidential, draft } = task.mail;
  const files = confidential ? draft.attachments.map(({ filename }) => filename) : [];
  const from = sender && { id: sender.id, displayName: sender.displayName, address: sender.from.address };
  return { performer, confidential, files, sender: from ?? null };
}

export function assertOpen(row: DraftRow, { version }: Pick<DraftAsked, 'version'>): void {
  if (row.state === 'sent') throw new AppError('STATE', 'This e-mail was sent. Take it back to change it.');
  if (version !== undefined && version !== row.version) {
    throw new AppError('STALE', 'This draft was changed elsewhere meanwhile. Read it again, then change it.');
  }
}

async function filesOf(
  deps: DraftDeps,
  attachments: NonNullable<DraftInput['attachments']>,
  ownerId: string,
): Promise<DraftFile[]> {
  const files: DraftFile[] = [];
  for (const [at, { file }] of attachments.entries()) {
    const found = await deps.files.find(file, ownerId);
    if (found === undefined) {
      throw invalid([{ path: `/attachments/${at}`, message: 'There is no such file. Upload it again.' }]);
    }
    files.push({ file, name: found.filename, contentType: found.contentType, size: found.size });
  }
  return files;
}
