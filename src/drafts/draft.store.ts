import { AppError } from '../sdk/index.ts';
import { insertRows, isPostgres } from '../store/sql.ts';
import { type DraftRow, DraftTable } from '../store/tables/draft.table.ts';
import type { Tx } from '../store/transaction.ts';

/** NOT_FOUND for that of somebody else. `lock`: nobody else changes or sends it until the transaction ends. */
export async function getDraft(tx: Tx, id: string, ownerId: string, lock?: 'lock'): Promise<DraftRow> {
  if (lock !== undefined && isPostgres(tx)) await tx.sql`SELECT id FROM draft WHERE id = ${id} FOR UPDATE`;
  const row = await tx.getRepository(DraftTable).findOneBy({ id, ownerId });
  if (row === null) throw new AppError('NOT_FOUND', 'There is no such draft. It may have been deleted.');
  return row;
}

export async function insertDraft(tx: Tx, row: DraftRow): Promise<void> {
  await insertRows(tx, 'draft', [
    {
      ...{ id: row.id, owner_id: row.ownerId, owner_name: row.ownerName, kind: row.kind, state: row.state },
      ...{ content: row.content, mailbox_id: row.mailboxId, answers_id: row.answersId, message_id: row.messageId },
      ...{ round: row.round, version: row.version, sent_at: row.sentAt },
      ...{ created_at: row.createdAt, changed_at: row.changedAt },
    },
  ]);
}

export async function updateDraft(tx: Tx, { id, version }: DraftRow, change: Partial<DraftRow>): Promise<void> {
  await tx.getRepository(DraftTable).update({ id }, { ...change, version: version + 1 });
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.getRepository(DraftTable).delete({ id });
}

/** Of a person who was deleted. */
export async function deleteDraftsOf(tx: Tx, ownerId: string): Promise<void> {
  await tx.getRepository(DraftTable).delete({ ownerId });
}

/** A draft with what became of its e-mail. */
export interface ListedDraft extends DraftRow {
  delivery: DraftDelivery | null;
}

export interface DraftDelivery {
  state: string;
  /** why it is in this state, in words */
  detail: string;
}

/** Those that are open, and sent ones that did not leave; the last changed ones first. */
export async function listUnsent(read: Tx, ownerId: string, limit: number): Promise<ListedDraft[]> {
  const found = await read.sql<{ id: string; state: string | null; detail: string | null }[]>`
    SELECT f.id, d.state, d.detail FROM draft f LEFT JOIN delivery d ON d.id = f.message_id
    WHERE f.owner_id = ${ownerId} AND (f.state = 'open' OR d.state IN ('failed', 'cancelled', 'held'))
    ORDER BY f.changed_at DESC, f.id DESC LIMIT ${limit}`;
  const rows: ListedDraft[] = [];
  for (const { id, state, detail } of found) {
    const row = await read.getRepository(DraftTable).findOneBy({ id });
    if (row !== null) rows.push({ ...row, delivery: state === null ? null : { state, detail: detail ?? '' } });
  }
  return rows;
}

export async function countDrafts(read: Tx, ownerId: string): Promise<number> {
  return read.getRepository(DraftTable).countBy({ ownerId, state: 'open' });
}

export async function findDelivery(read: Tx, { messageId }: DraftRow): Promise<DraftDelivery | null> {
  if (messageId === null) return null;
  const [row] = await read.sql<DraftDelivery[]>`SELECT state, detail FROM delivery WHERE id = ${messageId}`;
  return row ?? null;
}
