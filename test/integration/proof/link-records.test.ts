import { afterEach, expect, test } from 'vitest';
import { checkRecords } from '../../../src/proof/check-records.ts';
import { linkRecords } from '../../../src/proof/link-records.ts';
import type { ChainRecord } from '../../../src/proof/record-hash.ts';
import { insertProof, listProof } from '../../../src/store/proof-record.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const stores: Store[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function open(url: string): Promise<Store> {
  const store = await openStore({ url });
  stores.push(store);
  return store;
}

const entry = (subject: string, step: number) => ({ subject, kind: 'reply' as const, at: step, data: { step } });

forEachDatabase((database) => {
  test('many writers and several processes that link at once make one chain without a gap', async () => {
    const url = await database.create();
    const first = await open(url);
    // SQLite has one process only.
    const others = database.kind === 'postgres' ? [await open(url), await open(url)] : [first];
    const all = [first, ...others];
    const subjects = Array.from({ length: 12 }, (_, n) => `m${n}`);
    const writing = subjects.map(async (subject, n) => {
      for (let step = 0; step < 60; step += 1) {
        const store = all[(n + step) % all.length] ?? first;
        const unit = store.grouped((tx) => insertProof(tx, [entry(subject, step)]));
        const undone = store.grouped(async (tx) => {
          await insertProof(tx, [entry(subject, -1)]);
          throw new Error('rolled back on purpose');
        });
        await Promise.allSettled([unit, undone]);
      }
    });
    let written = false;
    const linking = all.map(async (store) => {
      while (!written) {
        await linkRecords(store);
        // On SQLite nothing of that lets the event loop turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    await Promise.all(writing);
    written = true;
    await Promise.all(linking);
    await linkRecords(first);
    const records = (await listProof(first.read, [...subjects, 'installation'])) as ChainRecord[];
    expect(records.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 721 }, (_, n) => n));
    expect(checkRecords(records)).toEqual([]);
    for (const subject of subjects) {
      const steps = records.filter((one) => one.subject === subject).map(({ data }) => data['step']);
      expect(steps).toEqual(Array.from({ length: 60 }, (_, n) => n));
    }
  });

  test('the chain begins when the database was made ready for it', async () => {
    const store = await open(await database.create());
    await linkRecords(store);
    const [begin] = await listProof(store.read, ['installation']);
    expect(begin).toMatchObject({ seq: 0, nth: 0, kind: 'begin', previous: null, previousOfSubject: null });
    expect(Math.abs(Date.now() - (begin?.at ?? 0))).toBeLessThan(60_000);
  });

  test('half a surrogate pair in the words of a server does not stop the chain', async () => {
    const store = await open(await database.create());
    await store.write((tx) =>
      insertProof(tx, [{ subject: 'm', kind: 'reply', at: 1, data: { text: 'a\ud800b', zero: 'a\u0000b' } }]),
    );
    await linkRecords(store);
    const records = (await listProof(store.read, ['m'])) as ChainRecord[];
    expect(records).toMatchObject([{ seq: 1, data: { text: 'a\ufffdb', zero: 'a\u0000b' } }]);
    expect(checkRecords(records)).toEqual([]);
  });
});
