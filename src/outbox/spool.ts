import { createHash } from 'node:crypto';
import { insertPiece, PIECE_BYTES } from '../store/content.ts';
import type { Store } from '../store/store.ts';

/** Up to here a mail's bytes travel in the transaction of its rows; above, piece by piece before it. */
const SMALL_BYTES = 4 * PIECE_BYTES;

export interface Spooled {
  /** bytes */
  size: number;
  sha256: string;
  /** still to be stored with the rows; empty when all are stored */
  pieces: Buffer[];
}

/** Reads the bytes once. Never holds more than a small mail in memory: of a larger one the pieces are stored on the way. */
export async function spool(
  store: Pick<Store, 'write'>,
  contentId: string,
  bytes: AsyncIterable<Buffer>,
): Promise<Spooled> {
  const hash = createHash('sha256');
  let size = 0;
  let stored = 0;
  let pieces: Buffer[] = [];
  const storePieces = async () => {
    const [now, from] = [pieces, stored];
    await store.write(async (tx) => {
      for (const [index, piece] of now.entries()) await insertPiece(tx, contentId, from + index, piece);
    });
    stored += now.length;
    pieces = [];
  };
  for await (const piece of regroup(bytes)) {
    hash.update(piece);
    size += piece.length;
    pieces.push(piece);
    if (size > SMALL_BYTES) await storePieces();
  }
  return { size, sha256: hash.digest('hex'), pieces };
}

async function* regroup(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    let rest = chunk;
    while (length + rest.length >= PIECE_BYTES) {
      parts.push(rest.subarray(0, PIECE_BYTES - length));
      rest = rest.subarray(PIECE_BYTES - length);
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
    if (rest.length > 0) parts.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(parts);
}
