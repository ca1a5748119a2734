import type { EntityManager } from 'typeorm';
import { insertRows } from './sql.ts';
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
  for (let seq = 0; ; seq += 1) {
    const [row] = await manager.sql<{ bytes: Buffer }[]>`SELECT bytes FROM content WHERE id = ${id} AND seq = ${seq}`;
    if (!row) return;
    yield row.bytes;
    // Every piece but the last is full, so most mails need one query.
    if (row.bytes.length < PIECE_BYTES) return;
  }
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
