import { createHash } from 'node:crypto';
import { LessThan } from 'typeorm';
import { AppError, type Clock, type MailAttachment, newId } from '../sdk/index.ts';
import { insertPiece, PIECE_BYTES } from '../store/content.ts';
import type { Store } from '../store/store.ts';
import { type FileRow, FileTable } from '../store/tables/content.table.ts';

export interface FileDeps {
  store: Store;
  clock: Clock;
}

/** An upload is over long before. */
const UNFINISHED_MS = 24 * 60 * 60_000;
/** Stands in `sha256` until the last byte is stored. */
const UNFINISHED = '';

/**
 * Stores an upload while it arrives. Each piece is a unit of work of its own, for a slow client must not hold the
 * database. The row comes first and is completed last: what a crash leaves behind can be found and swept.
 */
export async function storeFile(
  deps: FileDeps,
  file: { name: string; contentType: string; createdBy: string },
  chunks: AsyncIterable<Uint8Array>,
): Promise<FileRow> {
  const createdAt = deps.clock.now();
  const [id, contentId] = [newId(createdAt), newId(createdAt)];
  const row: FileRow = { id, ...file, size: 0, sha256: UNFINISHED, contentId, createdAt };
  await deps.store.write((tx) => tx.getRepository(FileTable).insert(row));
  try {
    const { size, sha256 } = await writePieces(deps.store, contentId, chunks);
    if (size === 0) throw new AppError('ATTACHMENT', `The file "${file.name}" is empty; choose one with content.`);
    await deps.store.write((tx) => tx.getRepository(FileTable).update({ id }, { size, sha256 }));
    return { ...row, size, sha256 };
  } catch (error) {
    await deleteFiles(deps.store, [row]);
    throw error;
  }
}

/** A complete file by its id. */
export async function findFileRow(store: Store, id: string): Promise<FileRow | undefined> {
  const row = await store.read.getRepository(FileTable).findOneBy({ id });
  return row === null || row.sha256 === UNFINISHED ? undefined : row;
}

/** A complete file as a mail takes it. */
export async function findFile(store: Store, id: string): Promise<MailAttachment | undefined> {
  const row = await findFileRow(store, id);
  if (row === undefined) return undefined;
  return { filename: row.name, contentType: row.contentType, size: row.size, source: { contentId: row.contentId } };
}

/** Removes what interrupted uploads left behind. Answers how many. */
export async function sweepUnfinishedFiles(deps: FileDeps): Promise<number> {
  const unfinished = await deps.store.read
    .getRepository(FileTable)
    .findBy({ sha256: UNFINISHED, createdAt: LessThan(deps.clock.now() - UNFINISHED_MS) });
  await deleteFiles(deps.store, unfinished);
  return unfinished.length;
}

async function writePieces(store: Store, contentId: string, chunks: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  let seq = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const flush = async () => {
    const bytes = Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
    await store.write((tx) => insertPiece(tx, contentId, seq, bytes));
    seq += 1;
  };
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
    for (let at = 0; at < chunk.length; ) {
      const part = Buffer.from(chunk.subarray(at, at + PIECE_BYTES - pendingBytes));
      pending.push(part);
      pendingBytes += part.length;
      at += part.length;
      if (pendingBytes === PIECE_BYTES) await flush();
    }
  }
  if (pendingBytes > 0) await flush();
  return { size, sha256: hash.digest('hex') };
}

async function deleteFiles(store: Store, rows: FileRow[]): Promise<void> {
  if (rows.length === 0) return;
  await store.write(async (tx) => {
    for (const row of rows) {
      await tx.getRepository('content').delete({ id: row.contentId });
      await tx.getRepository(FileTable).delete({ id: row.id });
    }
  });
}
