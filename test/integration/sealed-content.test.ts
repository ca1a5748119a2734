import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/sdk/index.ts';
import { newSecretKey, openSecretBox } from '../../src/secrets/secret-box.ts';
import {
  cutPieces,
  openContent,
  PIECE_BYTES,
  PLAIN_BYTES,
  sealedId,
  storeContent,
  wholeOf,
} from '../../src/store/content.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { insertClear } from '../support/stored-content.ts';
import { forEachDatabase } from '../support/test-database.ts';

const SIZES = [0, 1, 1000, PLAIN_BYTES - 1, PLAIN_BYTES, PLAIN_BYTES + 1, 2 * PLAIN_BYTES, 600_000];

test('pieces have the piece size whatever the chunks are, and the last one is shorter', async () => {
  const bytes = randomBytes(PLAIN_BYTES * 2 + 17);
  for (const step of [1000, PLAIN_BYTES - 1, PLAIN_BYTES, PLAIN_BYTES + 1, bytes.length]) {
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += step) chunks.push(bytes.subarray(at, at + step));
    const cut: Buffer[] = [];
    for await (const piece of cutPieces(chunks)) cut.push(piece);
    expect(cut.map((piece) => piece.length)).toEqual([PLAIN_BYTES, PLAIN_BYTES, 17]);
    expect(Buffer.concat(cut).equals(bytes)).toBe(true);
  }
});

forEachDatabase((database) => {
  const active = newSecretKey();
  const seal = openSecretBox({ active });
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ url: database.url(), seal });
  });
  afterAll(() => store.close());

  const pieces = () => store.read.getRepository<{ id: string; seq: number; bytes: Buffer }>('content');
  const keep = async (size: number, name = newId()) => {
    const id = sealedId(name);
    const plain = randomBytes(size);
    await storeContent(store, id, [plain]);
    return { id, plain };
  };
  const read = (id: string) => wholeOf(store.content.read(id));
  const write = (id: string, seq: number, bytes: Buffer) =>
    store.write((tx) => tx.getRepository('content').update({ id, seq }, { bytes }));

  test('what is stored is sealed, in pieces of any size, and opens with a key of the ring only', async () => {
    for (const size of SIZES) {
      const plain = randomBytes(size);
      const id = sealedId(newId());
      const halves = [plain.subarray(0, size / 3), plain.subarray(size / 3)];
      expect(await storeContent(store, id, halves)).toMatchObject({ size });
      expect((await read(id)).equals(plain), `${size} bytes`).toBe(true);
      const stored = await pieces().find({ where: { id } });
      expect(Math.max(...stored.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(PIECE_BYTES);
      const shown = Buffer.concat(stored.map(({ bytes }) => bytes));
      if (size >= 1000) expect(shown.includes(plain.subarray(100, 116))).toBe(false);
      const rotated = openContent(store.read, openSecretBox({ active: newSecretKey(), old: [active] }));
      expect((await wholeOf(rotated.read(id))).equals(plain)).toBe(true);
      const other = openContent(store.read, openSecretBox({ active: newSecretKey() }));
      const refusal = { code: 'SECRET_KEY', details: { missingKey: expect.stringMatching(/^[0-9a-f]{12}$/) } };
      await expect(wholeOf(other.read(id))).rejects.toMatchObject(refusal);
    }
  });

  test('a changed byte is refused, wherever it is', async () => {
    const { id } = await keep(200);
    const { bytes } = await pieces().findOneByOrFail({ id, seq: 0 });
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await write(id, 0, flipped);
      await expect(read(id), `byte ${at}`).rejects.toMatchObject({ code: 'SECRET_KEY' });
    }
    await write(id, 0, bytes);
    expect(await read(id)).toHaveLength(200);
  });

  test('a piece of another content, of another place, or clear bytes are refused, and so is one that is missing', async () => {
    const [a, b] = [await keep(600_000), await keep(600_000)];
    const foreign = await pieces().findOneByOrFail({ id: b.id, seq: 0 });
    const [first, second] = await pieces().find({ where: { id: a.id }, order: { seq: 'ASC' } });
    if (!first || !second) throw new Error('there are three pieces');
    const wrong = async (seq: number, bytes: Buffer, right: Buffer) => {
      await write(a.id, seq, bytes);
      await expect(read(a.id)).rejects.toMatchObject({ code: 'SECRET_KEY' });
      await write(a.id, seq, right);
    };
    await wrong(0, foreign.bytes, first.bytes);
    await wrong(0, second.bytes, first.bytes);
    await wrong(1, a.plain.subarray(PLAIN_BYTES, 2 * PLAIN_BYTES), second.bytes);
    expect((await read(a.id)).equals(a.plain)).toBe(true);
    await store.write((tx) => tx.getRepository('content').delete({ id: a.id, seq: 2 }));
    await expect(read(a.id)).rejects.toMatchObject({ code: 'SECRET_KEY', message: expect.stringContaining('missing') });
    await store.write((tx) => tx.getRepository('content').delete({ id: a.id }));
    await expect(read(a.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('content of before the sealing is read as it is', async () => {
    for (const size of [0, 5, PIECE_BYTES, PIECE_BYTES + 5]) {
      const [id, plain] = [newId(), randomBytes(size)];
      await store.write((tx) => insertClear(tx, id, plain));
      expect((await read(id)).equals(plain), `${size} bytes`).toBe(true);
    }
    await expect(read(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('without the key nothing is stored in clear and nothing sealed is read', async () => {
    const { id } = await keep(10);
    const keyless = openContent(store.read, undefined);
    expect(() => keyless.seal(id, 0, Buffer.alloc(1))).toThrow('secret key');
    expect(() => keyless.read(id)).toThrow('secret key');
  });
});
