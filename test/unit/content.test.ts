import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { insertContent, PIECE_BYTES, pieces, readContent } from '../../src/store/content.ts';
import { openStore } from '../../src/store/store.ts';

test('pieces have the piece size whatever the chunks are', () => {
  const bytes = randomBytes(PIECE_BYTES * 2 + 17);
  for (const step of [1000, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, bytes.length]) {
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += step) chunks.push(bytes.subarray(at, at + step));
    const cut = [...pieces(chunks)];
    expect(cut.map((piece) => piece.length)).toEqual([PIECE_BYTES, PIECE_BYTES, 17]);
    expect(Buffer.concat(cut).equals(bytes)).toBe(true);
  }
});

test('stored content comes back byte for byte, piece by piece', async () => {
  const store = await openStore({ url: `sqlite:${join(mkdtempSync(join(tmpdir(), 'content-')), 'a.db')}` });
  const bytes = randomBytes(PIECE_BYTES + 5);
  await store.write(async (tx) => {
    await insertContent(tx, 'full', [bytes]);
    await insertContent(tx, 'empty', []);
  });
  const read: Buffer[] = [];
  for await (const piece of readContent(store.read, 'full')) read.push(piece);
  expect(read.map((piece) => piece.length)).toEqual([PIECE_BYTES, 5]);
  expect(Buffer.concat(read).equals(bytes)).toBe(true);
  const empty: Buffer[] = [];
  for await (const piece of readContent(store.read, 'empty')) empty.push(piece);
  expect(Buffer.concat(empty)).toHaveLength(0);
  await store.close();
});
