import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterEach, expect, test, vi } from 'vitest';
import { toAppError } from '../../src/sdk/index.ts';
import { dataSourceFor } from '../../src/store/data-source.ts';
import { schemaDrift } from '../../src/store/migrations/drift.ts';
import { insertRows, updateRows } from '../../src/store/sql.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { forEachDatabase } from '../support/test-database.ts';

let store: Store | undefined;

afterEach(async () => {
  await store?.close();
  store = undefined;
});

const put = (tx: Tx, key: string) =>
  insertRows(tx, 'setting', [{ key, value: '1', modified_at: 1, modified_by: 'test' }]);
const keys = async (opened: Store) =>
  (await opened.read.sql<{ key: string }[]>`SELECT key FROM setting ORDER BY key`).map((row) => row.key);

forEachDatabase((database) => {
  test.each(['write', 'grouped'] as const)(
    'R4 of many parallel units of work (%s) the acknowledged ones are stored and the failed ones are not',
    async (way) => {
      const opened = await openStore({ url: await database.create() });
      store = opened;
      const outcomes = await Promise.allSettled(
        Array.from({ length: 300 }, (_, n) =>
          opened[way](async (tx) => {
            await put(tx, `k${String(n).padStart(3, '0')}`);
            if (n % 7 === 3) throw new Error('rolled back on purpose');
          }),
        ),
      );
      const acknowledged = outcomes.flatMap((outcome, n) =>
        outcome.status === 'fulfilled' ? [`k${String(n).padStart(3, '0')}`] : [],
      );
      expect(acknowledged).toHaveLength(300 - 43);
      expect(await keys(opened)).toEqual(acknowledged);
    },
  );

  test('one statement changes many rows, each to its own values; one that is not there changes nothing', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    await opened.write(async (tx) => {
      for (const key of ['a', 'b', 'c']) await put(tx, key);
      const changes = [
        { key: 'a', value: `it's "new"`, modified_at: 1_795_000_000_000 },
        { key: 'nobody', value: 'x', modified_at: 3 },
        { key: 'c', value: '{"n":1}', modified_at: 4 },
      ];
      await updateRows(tx, 'setting', { key: 'text', value: 'text', modified_at: 'bigint' }, changes);
      await updateRows(tx, 'setting', { key: 'text', value: 'text' }, []);
    });
    const rows = await opened.read.sql<{ key: string; value: string; modified_at: number | string }[]>`
      SELECT key, value, modified_at FROM setting ORDER BY key`;
    expect(rows.map(({ key, value, modified_at: at }) => [key, value, Number(at)])).toEqual([
      ['a', `it's "new"`, 1_795_000_000_000],
      ['b', '1', 1],
      ['c', '{"n":1}', 4],
    ]);
  });

  test('R4 a unit that breaks a constraint is undone alone; its neighbours in the same commit stay', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    const outcomes = await Promise.allSettled(['a', 'b', 'a', 'c'].map((key) => opened.grouped((tx) => put(tx, key))));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await keys(opened)).toEqual(['a', 'b', 'c']);
  });

  test('units that come one in each turn of the event loop are one group: none is answered while there are more', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    let answered = 0;
    const units: Promise<unknown>[] = [];
    for (let n = 0; n < 20; n += 1) {
      units.push(opened.grouped((tx) => put(tx, `k${n}`)).then(() => (answered += 1)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(answered).toBe(0);
    await Promise.all(units);
    expect(await keys(opened)).toHaveLength(20);
  });

  test('SQL means the same on both databases: values, null, lists, pieces of SQL, and what is told when it fails', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    const found = await opened.write(async (tx) => {
      for (const key of ['a', 'b', 'c']) await put(tx, key);
      await tx.sql`UPDATE setting SET modified_by = ${"O'Neill ?"} WHERE key IN (${() => ['a', 'b']})`;
      const rows = tx.sql<object[]>`
        SELECT key, modified_by AS name FROM setting
        WHERE ${true} AND ${null} IS NULL AND modified_by = ${"O'Neill ?"} ORDER BY key ${() => 'DESC'}`;
      return await rows;
    });
    expect(found).toEqual([
      { key: 'b', name: "O'Neill ?" },
      { key: 'a', name: "O'Neill ?" },
    ]);
    await expect(opened.read.sql`SELECT key FROM setting WHERE key IN (${() => []})`).rejects.toThrow(/empty/i);
    const twice = opened.write((tx) => put(tx, 'a'));
    await expect(twice).rejects.toMatchObject({
      query: expect.stringContaining('INSERT'),
      driverError: { code: opened.kind === 'sqlite' ? 'SQLITE_CONSTRAINT_PRIMARYKEY' : '23505' },
    });
  });

  test('patient units go with others or after a moment, and never stop the lane', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    for (let round = 0; round < 5; round += 1) {
      const urgent = opened.grouped((tx) => put(tx, `urgent ${round}`));
      const patient = opened.grouped((tx) => put(tx, `patient ${round}`), { patient: true });
      await Promise.all([urgent, patient]);
      await pause(15);
      await opened.grouped((tx) => put(tx, `alone ${round}`), { patient: true });
    }
    expect(await keys(opened)).toHaveLength(15);
  });

  test('nobody reads what is not committed', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    let seen: string[] = ['not read'];
    await opened.grouped(async (tx) => {
      await put(tx, 'half');
      seen = await keys(opened);
    });
    expect(seen).toEqual([]);
    expect(await keys(opened)).toEqual(['half']);
  });

  test('the migrations bring the database to exactly what the tables in the code say', async () => {
    const url = await database.create();
    await (await openStore({ url })).close();
    const source = await dataSourceFor(url).initialize();
    try {
      expect(await schemaDrift(source)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  test('R7 an open delivery without a due time cannot be stored', async () => {
    const opened = await openStore({ url: await database.create() });
    store = opened;
    const row = { id: 'x', detail: '', deadline_at: 1, attempts: 0, looks: 0, size: 0, created_at: 1, updated_at: 1 };
    const insert = (state: string) =>
      opened.write((tx) => insertRows(tx, 'delivery', [{ ...row, state, due_at: null }]));
    for (const state of ['held', 'queued', 'sending', 'dot_pending', 'uncertain']) {
      await expect(insert(state)).rejects.toThrow(/due_time|constraint/i);
    }
    await insert('accepted');
  });
});

test('R4 SQLite waits for the disk: the log is flushed before a unit of work is answered', async () => {
  const folder = makeTempFolder('wal');
  const source = await dataSourceFor(`sqlite:${folder}/a.db`).initialize();
  // NORMAL flushes at checkpoints, in the right order; the rest is DiskSync's. OFF would not.
  expect(await source.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await source.query('PRAGMA synchronous')).toEqual([{ synchronous: 1 }]);
  await source.destroy();
  const probe = await open(join(folder, 'probe'), 'w');
  const flush = vi.spyOn(Object.getPrototypeOf(probe) as { datasync(): Promise<void> }, 'datasync');
  try {
    store = await openStore({ url: `sqlite:${folder}/a.db` });
    for (const write of ['write', 'grouped'] as const) {
      flush.mockClear();
      await store[write]((tx) => tx.query("UPDATE setting SET key = 'x' WHERE 0"));
      expect(flush).toHaveBeenCalledTimes(1);
      await expect(flush.mock.results[0]?.value).resolves.toBeUndefined();
    }
  } finally {
    flush.mockRestore();
    await probe.close();
    await store?.close();
    store = undefined;
    removeTempFolder(folder);
  }
});

test('R4 a second process may not open the same SQLite file, and may as soon as the first was killed', async () => {
  const folder = makeTempFolder('lock');
  const url = `sqlite:${folder}/a.db`;
  const child = fork(join(import.meta.dirname, '../support/hold-store.ts'), [url], { execArgv: ['--import', 'tsx'] });
  try {
    await once(child, 'message');
    const refused = await openStore({ url }).catch((error: unknown) => toAppError(error));
    expect(refused).toMatchObject({ code: 'DATABASE_IN_USE', message: expect.stringContaining('--url') });
    child.kill('SIGKILL');
    await once(child, 'exit');
    store = await openStore({ url });
    await store.ping();
  } finally {
    child.kill('SIGKILL');
    await store?.close();
    store = undefined;
    removeTempFolder(folder);
  }
});

test('a host that holds its own transaction on the file for a while delays our writes and does not block the process', async () => {
  const folder = makeTempFolder('host');
  store = await openStore({ url: `sqlite:${folder}/a.db` });
  const opened = store;
  const host = await new DataSource({ type: 'better-sqlite3', database: `${folder}/a.db` }).initialize();
  const order: string[] = [];
  try {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const hostWork = host.transaction(async (tx) => {
      await insertRows(tx, 'setting', [{ key: 'host', value: '1', modified_at: 1, modified_by: 'host' }]);
      await held;
      order.push('host commits');
    });
    const ours = opened.write((tx) => put(tx, 'ours')).then(() => order.push('we commit'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await Promise.all([hostWork, ours]);
    expect(order).toEqual(['host commits', 'we commit']);
    expect(await keys(opened)).toEqual(['host', 'ours']);
  } finally {
    await host.destroy();
    await store.close();
    store = undefined;
    removeTempFolder(folder);
  }
});

test("the SQLite file, which holds e-mails, is its owner's alone", async () => {
  const folder = makeTempFolder('mode');
  store = await openStore({ url: `sqlite:${folder}/mail.db` });
  await store.write((tx) => put(tx, 'a'));
  const files = readdirSync(folder).filter((name) => !name.includes('lock'));
  expect(files).toEqual(expect.arrayContaining(['mail.db', 'mail.db-wal']));
  expect(files.map((name) => [name, statSync(join(folder, name)).mode & 0o077])).toEqual(
    files.map((name) => [name, 0]),
  );
  await store.close();
  store = undefined;
  removeTempFolder(folder);
});
