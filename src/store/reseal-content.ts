import { type ContentSeal, isSealedId, piecePlace } from './content.ts';
import type { SealedColumn } from './sealed-column.ts';
import type { Tx } from './transaction.ts';

const ROWS_AT_ONCE = 500;
/** SQLite reads a whole piece to say how it begins. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;
/** Version and key id; with the nonce, which no other seal has. */
const [KEY_END, HEAD_END] = [7, 19];

interface Place {
  id: string;
  seq: number;
  size: number;
}

interface PieceHead extends Place {
  head: Buffer;
}

/** The bytes of mails, files and documents, piece by piece: whoever reads meanwhile finds each piece in one or the other seal. */
export function sealedContent(seal: ContentSeal): SealedColumn {
  return {
    column: 'content.bytes',
    what: 'mails, files and documents',
    count: async (read) => {
      const [row] = await read.sql<{ n: number | string }[]>`SELECT count(*) AS n FROM content`;
      return Number(row?.n ?? 0);
    },
    async *pages(read) {
      for (let after = { id: '', seq: -1 }; ; ) {
        const places: Place[] = await read.sql<Place[]>`
          SELECT id, seq, length(bytes) AS size FROM content
          WHERE (id, seq) > (${after.id}, ${after.seq}) ORDER BY id, seq LIMIT ${ROWS_AT_ONCE}`;
        for (const group of groupsOf(places)) {
          const heads = await headsOf(read, group);
          yield heads.map((piece) => ({
            id: piecePlace(piece.id, piece.seq),
            // What was stored before there were seals is read as it is.
            keys: isSealedId(piece.id) ? [piece.head.subarray(1, KEY_END).toString('hex')] : [],
            bytes: Number(piece.size),
            sealAgain: (tx) => pieceAgain(tx, piece, seal),
          }));
        }
        const last = places.at(-1);
        if (last === undefined) return;
        after = { id: last.id, seq: last.seq };
      }
    },
  };
}

function groupsOf(places: readonly Place[]): Place[][] {
  const groups: Place[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const place of places) {
    size += Number(place.size);
    if (size > BYTES_AT_ONCE) {
      groups.push([]);
      size = Number(place.size);
    }
    groups.at(-1)?.push(place);
  }
  return groups;
}

async function headsOf(read: Tx, group: readonly Place[]): Promise<PieceHead[]> {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  return read.sql<PieceHead[]>`
    SELECT id, seq, length(bytes) AS size, substr(bytes, 1, ${HEAD_END}) AS head FROM content
    WHERE (id, seq) >= (${first.id}, ${first.seq}) AND (id, seq) <= (${last.id}, ${last.seq}) ORDER BY id, seq`;
}

async function pieceAgain(tx: Tx, { id, seq, head }: PieceHead, seal: ContentSeal): Promise<void> {
  const [row] = await tx.sql<{ bytes: Buffer }[]>`SELECT bytes FROM content WHERE id = ${id} AND seq = ${seq}`;
  // Deleted meanwhile, or written anew, which is done with the active key.
  if (row === undefined || !row.bytes.subarray(0, HEAD_END).equals(head)) return;
  const place = piecePlace(id, seq);
  const sealed = seal.sealBytes(seal.openBytes(row.bytes, place), place);
  await tx.sql`UPDATE content SET bytes = ${sealed}
    WHERE id = ${id} AND seq = ${seq} AND substr(bytes, 1, ${HEAD_END}) = ${head}`;
}
