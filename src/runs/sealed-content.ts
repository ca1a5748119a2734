import { createHash } from 'node:crypto';
import type { SecretBox } from '../secrets/secret-box.ts';
import { insertPiece, PIECE_BYTES, readContent } from '../store/content.ts';
import type { Store } from '../store/store.ts';

export interface SealDeps {
  store: Store;
  secrets: Pick<SecretBox, 'sealBytes' | 'openBytes'>;
}

/** Version, key id, nonce and tag: 1 + 6 + 12 + 16. The store takes a piece that is not full for the last one. */
const SEAL_BYTES = 35;
const PLAIN_BYTES = PIECE_BYTES - SEAL_BYTES;

/** Stores bytes sealed with the installation's key, each piece in a unit of work of its own: the database is never held. */
export async function storeSealed(
  { store, secrets }: SealDeps,
  contentId: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let [size, seq] = [0, 0];
  for await (const plain of pieces(chunks)) {
    hash.update(plain);
    size += plain.length;
    const [at, sealed] = [seq, secrets.sealBytes(plain, placeOf(contentId, seq))];
    await store.write((tx) => insertPiece(tx, contentId, at, sealed));
    seq += 1;
  }
  return { size, sha256: hash.digest('hex') };
}

/** One piece, for whoever stores it together with its row. */
export function sealSmall({ secrets }: SealDeps, contentId: string, plain: Uint8Array): Buffer {
  return secrets.sealBytes(plain, placeOf(contentId, 0));
}

/** SECRET_KEY when a piece was changed, moved or exchanged, or the key is not there. */
export async function* readSealed(
  { store, secrets }: SealDeps,
  contentId: string,
): AsyncGenerator<Buffer, void, undefined> {
  let seq = 0;
  for await (const sealed of readContent(store.read, contentId)) {
    yield secrets.openBytes(sealed, placeOf(contentId, seq));
    seq += 1;
  }
}

export async function readWhole(deps: SealDeps, contentId: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of readSealed(deps, contentId)) parts.push(piece);
  return Buffer.concat(parts);
}

function placeOf(contentId: string, seq: number): string {
  return `${contentId}/${seq}`;
}

async function* pieces(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
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
  if (length > 0) yield Buffer.concat(parts);
}
