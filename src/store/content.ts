import type { EntityManager } from 'typeorm';
import { insertRows } from './sql.ts';
import type { ContentRow } from './tables/content.table.ts';
import type { Tx } from './transaction.ts';

/** Largest piece of stored content, in bytes. */
export const PIECE_BYTES = 256 * 1024;

/** Stores bytes under `id`, in pieces. Chunks may have any size; empty content is a row of no bytes. */
export async function insertContent(tx: Tx, id: string, chunks: readonly Buffer[]): Promise<void> {
  let seq = 0;
  for (const bytes of pieces(chunks)) {
    await insertPiece(tx, id, seq, bytes);
    seq += 1;
  }
  if (seq === 0) await insertPiece(tx, id, seq, Buffer.alloc(0));
}

/** One piece, for writers that never hold the whole content in memory. */
export async function insertPiece(tx: Tx, id: string, seq: number, bytes: Buffer): Promise<void> {
  // Not by entity: in a host's own transaction the manager knows nothing of ours.
  await insertRows(tx, 'content', [{ id, seq, bytes }]);
}

/** The bytes stored under `id`, one query per piece: only one piece is in memory. Nothing where there is no content. */
export async function* readContent(manager: EntityManager, id: string): AsyncGenerator<Buffer, void, undefined> {
  const repository = manager.getRepository<ContentRow>('content');
  for (let seq = 0; ; seq += 1) {
    const row = await repository.findOneBy({ id, seq });
    if (row === null) return;
    yield row.bytes;
  }
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Removes content that nothing names: a crash came between storing the pieces of a large mail and its rows. Looks at
 * what is one to eight days old, by the time in the ids (RFC 9562, section 5.7); younger content may still get its rows.
 */
export async function sweepContent(tx: Tx, now: number): Promise<void> {
  const from = idPrefix(now - 8 * DAY_MS);
  const to = idPrefix(now - DAY_MS);
  await tx.sql`
    DELETE FROM content WHERE id >= ${from} AND id < ${to}
      AND id NOT IN (SELECT content_id FROM message WHERE content_id IS NOT NULL)
      AND id NOT IN (SELECT content_id FROM file)`;
}

/** The smallest start of an id that was made at this instant. */
function idPrefix(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/** Cuts and joins chunks to pieces of PIECE_BYTES; the last one may be shorter. */
export function* pieces(chunks: Iterable<Buffer>): Generator<Buffer, void, undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  for (let chunk of chunks) {
    while (length + chunk.length >= PIECE_BYTES) {
      const head = chunk.subarray(0, PIECE_BYTES - length);
      yield parts.length === 0 ? head : Buffer.concat([...parts, head]);
      chunk = chunk.subarray(head.length);
      parts = [];
      length = 0;
    }
    if (chunk.length > 0) parts.push(chunk);
    length += chunk.length;
  }
  if (length > 0) yield parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
