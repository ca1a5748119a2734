import type { AppError, SentCopyPolicy } from '../../sdk/index.ts';
import { newId } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows, isPostgres, returned } from '../../store/sql.ts';
import type { SentCopyState } from '../../store/tables/sent-copy.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { nthDelay } from '../deliver/retry-policy.ts';
import type { OutboxDeps } from '../deps.ts';
import { copyProof } from '../proof/proof-entries.ts';

const LEASE_MS = 3 * 60_000;
const POSTPONED_MS = 3_600_000;
const MOST_COPIES = 50;
/** Never more bytes at once than a server takes without complaint, and than we want in memory. */
const MOST_BYTES = 6_000_000;

export interface ClaimedCopy {
  id: string;
  messageId: string;
  contentId: string;
  bccHeader: string | null;
  policy: SentCopyPolicy;
  attempts: number;
  /** an earlier APPEND may have been carried out */
  maybeFiled: boolean;
}

interface CopyRow {
  id: string;
  message_id: string;
  content_id: string;
  bcc_header: string | null;
  sent_copy: SentCopyPolicy;
  attempts: number;
  maybe_filed: number;
  size: number;
}

/** Takes due copies of one connector, at most 50 and about 6 MB. */
export async function claimCopies(deps: OutboxDeps, connectorId: string, token: string): Promise<ClaimedCopy[]> {
  const now = deps.clock.now();
  return deps.store.grouped(async (tx) => {
    const skipLocked = isPostgres(tx) ? 'FOR UPDATE OF s SKIP LOCKED' : '';
    const rows = await tx.sql<CopyRow[]>`
      SELECT s.id, m.message_id, m.content_id, m.bcc_header, m.sent_copy, s.attempts, s.maybe_filed, m.size
      FROM sent_copy s JOIN message m ON m.id = s.id
      WHERE s.state = 'pending' AND s.connector_id = ${connectorId} AND s.due_at <= ${now}
      ORDER BY s.due_at LIMIT ${MOST_COPIES} ${() => skipLocked}`;
    const taken = upToBytes(rows);
    if (taken.length === 0) return [];
    await tx.sql`
      UPDATE sent_copy SET state = 'filing', lease_token = ${token}, due_at = ${now + LEASE_MS}, attempts = attempts + 1,
        updated_at = ${now}
      WHERE id IN (${() => taken.map((row) => row.id)})`;
    return taken.map((row) => ({
      id: row.id,
      messageId: row.message_id,
      contentId: row.content_id,
      bccHeader: row.bcc_header,
      policy: row.sent_copy,
      attempts: row.attempts + 1,
      maybeFiled: Boolean(row.maybe_filed),
    }));
  });
}

export interface FiledRecord {
  id: string;
  state: SentCopyState;
  detail: string;
  folder?: string;
  uidValidity?: string | undefined;
  uid?: string | undefined;
  /** it was seen in the folder */
  read?: boolean;
}

export async function recordCopies(deps: OutboxDeps, token: string, filed: FiledRecord[]): Promise<void> {
  const now = deps.clock.now();
  await deps.store.grouped(
    async (tx) => {
      const recorded: FiledRecord[] = [];
      for (const copy of filed) {
        const rows = returned<{ id: string }>(
          await tx.sql`
            UPDATE sent_copy SET state = ${copy.state}, detail = ${copy.detail}, due_at = NULL, lease_token = NULL,
              folder = ${copy.folder ?? null}, uid_validity = ${copy.uidValidity ?? null}, uid = ${copy.uid ?? null},
              updated_at = ${now}
            WHERE id = ${copy.id} AND lease_token = ${token} RETURNING id`,
        );
        if (rows.length === 1) recorded.push(copy);
      }
      await insertProof(
        tx,
        recorded.map((copy) => copyProof(copy, now)),
      );
    },
    { patient: true },
  );
  for (const { id, state, folder } of filed) {
    if (deps.counts && state === 'filed') deps.counts.copiesFiled += 1;
    deps.log.info({ messageId: id, copy: state, ...(folder === undefined ? {} : { folder }) }, 'sent copy settled');
  }
}

/**
 * The copies come back later, and after too many tries they end as failed, visibly. Those that may be there are looked for
 * before the next APPEND.
 */
export async function retryCopies(
  deps: OutboxDeps,
  copies: ClaimedCopy[],
  token: string,
  failure: { error: AppError; mayBeFiled: boolean },
): Promise<void> {
  const { error } = failure;
  const now = deps.clock.now();
  const { policy } = deps;
  await deps.store.grouped(async (tx) => {
    for (const copy of copies) {
      const over = copy.attempts >= policy.sentCopyAttempts;
      const dueAt = over ? null : now + nthDelay(policy.delaysMs, copy.attempts);
      const maybeFiled = Number(copy.maybeFiled || failure.mayBeFiled);
      const rows = returned<{ id: string }>(
        await tx.sql`
          UPDATE sent_copy SET state = ${over ? 'failed' : 'pending'}, detail = ${error.message}, due_at = ${dueAt},
            lease_token = NULL, maybe_filed = ${maybeFiled}, updated_at = ${now}
          WHERE id = ${copy.id} AND lease_token = ${token} RETURNING id`,
      );
      const attempt = { id: newId(now), delivery_id: copy.id, kind: 'sent_copy', started_at: now, ms: 0 };
      await insertRows(
        tx,
        'attempt',
        rows.map(() => ({ ...attempt, verdict: over ? 'failed' : 'retry', detail: error.message })),
      );
    }
  });
}

/** Reading is switched off for the connector: its copies wait, and that counts as no try. */
export async function postponeCopies(deps: OutboxDeps, token: string, reason: string): Promise<void> {
  const now = deps.clock.now();
  await deps.store.grouped(
    (tx) => tx.sql`
      UPDATE sent_copy SET state = 'pending', detail = ${reason}, due_at = ${now + POSTPONED_MS}, lease_token = NULL,
        attempts = attempts - 1, updated_at = ${now}
      WHERE lease_token = ${token} AND state = 'filing'`,
  );
}

/** Copies that wait for their connector need not wait any longer. */
export async function resumeCopies(tx: Tx, connectorId: string, now: number): Promise<void> {
  await tx.sql`
    UPDATE sent_copy SET due_at = ${now} WHERE state = 'pending' AND connector_id = ${connectorId} AND due_at > ${now}`;
}

function upToBytes(rows: CopyRow[]): CopyRow[] {
  let bytes = 0;
  return rows.filter((row, index) => {
    bytes += row.size;
    return index === 0 || bytes <= MOST_BYTES;
  });
}
