import { expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { forEachDatabase } from '../support/test-database.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

forEachDatabase((database) => {
  test('of two transactions that wait for each other none fails: one is run again', async () => {
    const store = await openStore({ url: database.url() });
    try {
      const add = (name: string) => (tx: Tx) => tx.sql`INSERT INTO deadlock_test (name, version) VALUES (${name}, 1)`;
      await store.write((tx) => tx.sql`CREATE TABLE deadlock_test (name text PRIMARY KEY, version integer NOT NULL)`);
      for (const name of ['first', 'second']) await store.write(add(name));
      const count = (tx: Tx, name: string) =>
        tx.sql`UPDATE deadlock_test SET version = version + 1 WHERE name = ${name}`;
      let runs = 0;
      const both = (one: string, other: string) => async (tx: Tx) => {
        runs += 1;
        await count(tx, one);
        await sleep(200);
        await count(tx, other);
      };
      await Promise.all([
        store.write(both('first', 'second')),
        store.write(both('second', 'first')),
        store.grouped(both('second', 'first')),
      ]);
      const rows = await store.read.sql<
        { version: number }[]
      >`SELECT version FROM deadlock_test WHERE name IN ('first', 'second')`;
      expect(rows.map(({ version }) => Number(version))).toEqual([4, 4]);
      // PostgreSQL finds out after a second; SQLite never lets two wait for each other.
      expect(runs > 3).toBe(database.kind === 'postgres');
    } finally {
      await store.close();
    }
  }, 60_000);
});
