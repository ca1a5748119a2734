import { openSecretBox } from '../../src/secrets/secret-box.ts';
import { insertPiece, PIECE_BYTES } from '../../src/store/content.ts';
import type { Tx } from '../../src/store/transaction.ts';

/** The same key in every process of a test. */
export const testSeal = openSecretBox({ active: Buffer.alloc(32, 'test key').toString('base64') });

/** Content as it was stored before it was sealed. */
export async function insertClear(tx: Tx, id: string, bytes: Buffer): Promise<void> {
  let seq = 0;
  for (let at = 0; at === 0 || at < bytes.length; at += PIECE_BYTES) {
    await insertPiece(tx, id, seq, bytes.subarray(at, at + PIECE_BYTES));
    seq += 1;
  }
}
