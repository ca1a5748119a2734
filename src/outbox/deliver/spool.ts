import { createHash } from 'node:crypto';
import { cutPieces, insertPiece, PIECE_BYTES } from '../../store/content.ts';
import type { Store } from '../../store/store.ts';

/** Up to here a mail's bytes travel in the transaction of its rows; above, piece by piece before it. */
const SMALL_BYTES = 4 * PIECE_BYTES;

export interface Spooled {
  /** bytes */
  size: number;
  sha256: string;
  /** sealed, and still to be stored with the rows; empty when all are stored */
  pieces: Buffer[];
}

/** Reads the bytes once. Never holds more than a small mail in memory: of a larger one the pieces are stored on the way; `atOnce`: of each. */
export async function spool(
  store: Pick<Store, 'write' | 'content'>,
  contentId: string,
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  atOnce = false,
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
  for await (const plain of cutPieces(bytes)) {
    hash.update(plain);
    size += plain.length;
    pieces.push(store.content.seal(contentId, stored + pieces.length, plain));
    if (size > SMALL_BYTES) await storePieces();
  }
  if (atOnce && pieces.length > 0) await storePieces();
  return { size, sha256: hash.digest('hex'), pieces };
}
