import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { insertRows } from './sql.ts';
import type { Tx } from './transaction.ts';

/** Largest piece of stored content, in bytes. */
export const PIECE_BYTES = 256 * 1024;
/** Version, key id, nonce and tag of a sealed piece: 1 + 6 + 12 + 16. */
const SEAL_BYTES = 35;
/** What a whole piece holds. The last piece of a content is shorter, and may be empty: by it the end is known. */
export const PLAIN_BYTES = PIECE_BYTES - SEAL_BYTES;
/** Of the parts of `readReused`. */
const STEP_BYTES = 16 * 1024;
const SEALED = '.sealed';

/** Seals bytes for one place; they open there and nowhere else. A SecretBox does this. */
export interface ContentSeal {
  sealBytes(plain: Uint8Array, place: string): Buffer;
  /** Throws SECRET_KEY when the bytes were changed or moved, or their key is missing. */
  openBytes(sealed: Uint8Array, place: string): Buffer;
}

/** The only way to stored bytes (docs/adr/0012-sealing-and-retention.md). */
export interface StoredContent {
  /**
   * The plain bytes, one query per piece: only one piece is in memory. SECRET_KEY where a piece was changed, moved or
   * taken away; NOT_FOUND where there is nothing. Content of before it was sealed is read as it is.
   */
  read(id: string): AsyncGenerator<Buffer, void, undefined>;
  /**
   * The same in small parts, all in the same memory: one is over when the next one is asked for. For what is read slowly:
   * what lives for long, and the texts made of it, are garbage only for a collection of everything, which comes late.
   */
  readReused(id: string): AsyncGenerator<Buffer, void, undefined>;
  /**
   * The plain bytes of contents that are one piece, with one query. What is longer, missing or altered is not in the
   * answer: `read` gives it, or says why not.
   */
  readSmall(ids: readonly string[]): Promise<Map<string, Buffer>>;
  /** One piece of `cutPieces` as it is stored. */
  seal(id: string, seq: number, plain: Uint8Array): Buffer;
}

/** The name of the content of `id`. It says that every piece must be sealed, so that nobody can pass clear bytes off. */
export function sealedId(id: string): string {
  return `${id}${SEALED}`;
}

export function isSealedId(contentId: string): boolean {
  return contentId.endsWith(SEALED);
}

export function openContent(read: EntityManager, seal: ContentSeal | undefined): StoredContent {
  return {
    read: (id) => (isSealedId(id) ? readSealed(read, needed(seal), id) : readClear(read, id)),
    readReused: (id) => (isSealedId(id) ? readReused(read, needed(seal), id) : readClear(read, id)),
    readSmall: (ids) => readSmall(read, needed(seal), ids),
    seal: (id, seq, plain) => needed(seal).sealBytes(plain, piecePlace(id, seq)),
  };
}

/** One piece as it is stored. */
export async function insertPiece(tx: Tx, id: string, seq: number, bytes: Buffer): Promise<void> {
  // Not by entity: in a host's own transaction the manager knows nothing of ours.
  await insertRows(tx, 'content', [{ id, seq, bytes }]);
}

/** Some pieces of a content that nothing names any more: a large one is deleted bit by bit. */
export async function deletePieces(
  tx: Tx,
  id: string,
  { from, count }: { from: number; count: number },
): Promise<void> {
  await tx.sql`DELETE FROM content WHERE id = ${id} AND seq >= ${from} AND seq < ${from + count}`;
}

/** Stores bytes while they arrive, each piece in a unit of work of its own: the database is never held. */
export async function storeContent(
  store: { content: StoredContent; write<T>(unit: (tx: Tx) => Promise<T>): Promise<T> },
  contentId: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let [size, seq] = [0, 0];
  for await (const plain of cutPieces(chunks)) {
    hash.update(plain);
    size += plain.length;
    const [at, sealed] = [seq, store.content.seal(contentId, seq, plain)];
    await store.write((tx) => insertPiece(tx, contentId, at, sealed));
    seq += 1;
  }
  return { size, sha256: hash.digest('hex') };
}

/** Cuts and joins chunks to pieces of PLAIN_BYTES, and a shorter last one. */
export async function* cutPieces(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + PLAIN_BYTES - length);
      parts.push(part);
      length += part.length;
      at += part.length;
      if (length < PLAIN_BYTES) continue;
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
  }
  yield Buffer.concat(parts);
}

/** Reads the first piece now: what cannot be read is told before an answer begins. */
export async function startReading(
  pieces: AsyncGenerator<Buffer, void, undefined>,
): Promise<AsyncGenerator<Buffer, void, undefined>> {
  const first = await pieces.next();
  return (async function* all() {
    if (first.done) return;
    yield first.value;
    yield* pieces;
  })();
}

export async function wholeOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

async function* readSealed(
  read: EntityManager,
  seal: ContentSeal,
  id: string,
): AsyncGenerator<Buffer, void, undefined> {
  for (let seq = 0; ; seq += 1) {
    const plain = await openPiece(read, seal, id, seq);
    if (plain.length > 0) yield plain;
    if (plain.length < PLAIN_BYTES) return;
  }
}

async function* readReused(
  read: EntityManager,
  seal: ContentSeal,
  id: string,
): AsyncGenerator<Buffer, void, undefined> {
  const memory = Buffer.allocUnsafe(PLAIN_BYTES);
  // In a function of its own: nothing here holds the piece while its reader works.
  const fill = async (seq: number) => (await openPiece(read, seal, id, seq)).copy(memory);
  for (let seq = 0; ; seq += 1) {
    const length = await fill(seq);
    for (let at = 0; at < length; at += STEP_BYTES) yield memory.subarray(at, Math.min(at + STEP_BYTES, length));
    if (length < PLAIN_BYTES) return;
  }
}

async function openPiece(read: EntityManager, seal: ContentSeal, id: string, seq: number): Promise<Buffer> {
  const sealed = await findPiece(read, id, seq);
  if (sealed === undefined && seq === 0) throw new AppError('NOT_FOUND', 'This content is not stored any more.');
  if (sealed === undefined) throw new AppError('SECRET_KEY', 'Stored content cannot be read. A part of it is missing.');
  return seal.openBytes(sealed, piecePlace(id, seq));
}

async function readSmall(read: EntityManager, seal: ContentSeal, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const sealed = ids.filter(isSealedId);
  if (sealed.length === 0) return new Map();
  const rows = await read.sql<{ id: string; bytes: Buffer }[]>`
    SELECT id, bytes FROM content WHERE id IN (${() => sealed}) AND seq = 0`;
  return new Map(
    rows.flatMap(({ id, bytes }) => {
      const plain = opened(seal, id, bytes);
      return plain === undefined || plain.length >= PLAIN_BYTES ? [] : [[id, plain]];
    }),
  );
}

/** Undefined where it was altered: whoever reads it by itself is told. */
function opened(seal: ContentSeal, id: string, bytes: Buffer): Buffer | undefined {
  try {
    return seal.openBytes(bytes, piecePlace(id, 0));
  } catch {
    return undefined;
  }
}

async function* readClear(read: EntityManager, id: string): AsyncGenerator<Buffer, void, undefined> {
  for (let seq = 0; ; seq += 1) {
    const bytes = await findPiece(read, id, seq);
    if (bytes === undefined && seq === 0) throw new AppError('NOT_FOUND', 'This content is not stored any more.');
    if (bytes === undefined) return;
    yield bytes;
    if (bytes.length < PIECE_BYTES) return;
  }
}

async function findPiece(read: EntityManager, id: string, seq: number): Promise<Buffer | undefined> {
  const [row] = await read.sql<{ bytes: Buffer }[]>`SELECT bytes FROM content WHERE id = ${id} AND seq = ${seq}`;
  return row?.bytes;
}

export function piecePlace(id: string, seq: number): string {
  return `${id}/${seq}`;
}

function needed(seal: ContentSeal | undefined): ContentSeal {
  if (seal) return seal;
  throw new AppError(
    'CONFIG',
    'The database was opened without the secret key: content can neither be stored nor read.',
  );
}
