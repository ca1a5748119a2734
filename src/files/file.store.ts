import { LessThan } from 'typeorm';
import { AppError, type Clock, type MailAttachment, newId } from '../sdk/index.ts';
import { sealedId, storeContent } from '../store/content.ts';
import { purgedError } from '../store/purged.ts';
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
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<FileRow> {
  const createdAt = deps.clock.now();
  const id = newId(createdAt);
  const contentId = sealedId(id);
  const row: FileRow = { id, ...file, size: 0, sha256: UNFINISHED, contentId, createdAt, purgedAt: null };
  await deps.store.write((tx) => tx.getRepository(FileTable).insert(row));
  try {
    const { size, sha256 } = await storeContent(deps.store, contentId, chunks);
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
  if (row.purgedAt !== null) {
    const { message } = purgedError(`The file "${row.name}"`, row.purgedAt);
    throw new AppError('ATTACHMENT', `${message} Upload it again.`);
  }
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

async function deleteFiles(store: Store, rows: FileRow[]): Promise<void> {
  if (rows.length === 0) return;
  await store.write(async (tx) => {
    for (const row of rows) {
      await tx.getRepository('content').delete({ id: row.contentId });
      await tx.getRepository(FileTable).delete({ id: row.id });
    }
  });
}
