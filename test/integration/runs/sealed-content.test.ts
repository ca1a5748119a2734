import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWhole, storeSealed } from '../../../src/runs/sealed-content.ts';
import { newId } from '../../../src/sdk/index.ts';
import { newSecretKey, openSecretBox } from '../../../src/secrets/secret-box.ts';
import { readContent } from '../../../src/store/content.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { forEachDatabase } from '../../support/test-database.ts';

forEachDatabase((database) => {
  const active = newSecretKey();
  const secrets = openSecretBox({ active });
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
  });
  afterAll(() => store.close());

  test('what is uploaded is sealed at rest, in pieces of any size, and opens with the key only', async () => {
    for (const size of [1, 1000, 262_109, 262_110, 600_000]) {
      const plain = randomBytes(size);
      const id = newId();
      const halves = [plain.subarray(0, size / 3), plain.subarray(size / 3)];
      expect(await storeSealed({ store, secrets }, id, halves)).toMatchObject({ size });
      expect(await readWhole({ store, secrets }, id)).toEqual(plain);
      const stored: Buffer[] = [];
      for await (const piece of readContent(store.read, id)) stored.push(piece);
      if (size >= 1000) expect(Buffer.concat(stored).includes(plain.subarray(100, 116))).toBe(false);
      const rotated = openSecretBox({ active: newSecretKey(), old: [active] });
      expect(await readWhole({ store, secrets: rotated }, id)).toEqual(plain);
      const other = openSecretBox({ active: newSecretKey() });
      await expect(readWhole({ store, secrets: other }, id)).rejects.toMatchObject({ code: 'SECRET_KEY' });
    }
  });

  test('a changed or exchanged piece is refused', async () => {
    const [a, b] = [newId(), newId()];
    await storeSealed({ store, secrets }, a, [randomBytes(300_000)]);
    await storeSealed({ store, secrets }, b, [randomBytes(300_000)]);
    const contents = store.read.getRepository<{ id: string; seq: number; bytes: Buffer }>('content');
    const bytes = (await contents.findOneByOrFail({ id: b, seq: 0 })).bytes;
    await store.write((tx) => tx.getRepository('content').update({ id: a, seq: 0 }, { bytes }));
    await expect(readWhole({ store, secrets }, a)).rejects.toMatchObject({ code: 'SECRET_KEY' });
    const flipped = Buffer.from(bytes);
    flipped[50] = (flipped[50] ?? 0) ^ 1;
    await store.write((tx) => tx.getRepository('content').update({ id: b, seq: 0 }, { bytes: flipped }));
    await expect(readWhole({ store, secrets }, b)).rejects.toMatchObject({ code: 'SECRET_KEY' });
  });
});
