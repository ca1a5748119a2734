import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { runCommand } from '../support/cli-run.ts';
import { openHttpApp } from '../support/http-app.ts';
import { openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { createDatabase, dropDatabase } from '../support/postgres.ts';
import { openRunRig } from '../support/run-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function sqliteUrl(): string {
  const folder = makeTempFolder('copy');
  closing.push(async () => removeTempFolder(folder));
  return `sqlite:${join(folder, 'mailrule.db')}`;
}

async function postgresUrl(): Promise<string> {
  const { postgresAdminUrl } = sharedServers();
  const url = await createDatabase(postgresAdminUrl);
  closing.push(() => dropDatabase(postgresAdminUrl, url));
  return url;
}

async function rowsOf(store: Store): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of store.read.dataSource.entityMetadatas) {
    // By entity, so that both databases answer alike.
    const found = await store.read.find(table.target);
    const settled = found.map((row) => JSON.stringify(row)).sort();
    rows[table.tableName] = settled.filter((text) => !/"key":"(installation|sending-stop)"/.test(text));
  }
  return rows;
}

const copy = (from: string, to: string, signal?: AbortSignal) =>
  runCommand(['database', 'copy', '--from', from, '--to', to, '--json'], {}, signal ? { signal } : {});

test('a SQLite installation goes to PostgreSQL whole: every row, sealed ones too, and the old one sends no more', async () => {
  const [from, to] = [sqliteUrl(), await postgresUrl()];
  const secretKeys = [newSecretKey()] as const;
  const before = await openHttpApp(from, { secretKeys });
  const rig = await openRunRig(before);
  const run = await rig.plannedRun(rig.staff(5));
  // Not while it is in use.
  expect(await copy(from, to)).toMatchObject({ code: 3 });
  await before.close();

  const old = await openStore({ url: from });
  const expected = await rowsOf(old);
  await old.close();
  const copied = await copy(from, to);
  expect(copied).toMatchObject({ code: 0 });
  const counts = Object.fromEntries(
    JSON.parse(copied.out).map((one: { table: string; rows: number }) => [one.table, one.rows]),
  );
  expect(counts).toMatchObject({ run: 1, run_item: 5, message: 5, connector: 1 });
  const fresh = await openStore({ url: to });
  expect(await rowsOf(fresh)).toEqual(expected);
  // What comes next is numbered behind what was copied.
  const [last] = await fresh.read.sql<{ n: number }[]>`SELECT MAX(n) AS n FROM proof_record`;
  await fresh.write(
    (tx) => tx.sql`INSERT INTO proof_record (subject, kind, recorded_at, data) VALUES ('x', 'test', 1, '{}')`,
  );
  const [next] = await fresh.read.sql<{ n: number }[]>`SELECT n FROM proof_record WHERE subject = 'x'`;
  expect(Number(next?.n)).toBe(Number(last?.n) + 1);
  await fresh.close();

  const env = { MAILRULE_DATABASE: to, MAILRULE_SECRET_KEY: secretKeys[0] };
  const tested = await runCommand(['test-connection', 'Payroll', '--json'], env);
  expect(JSON.parse(tested.out)).toMatchObject({ ok: true });
  expect((await runCommand(['run', 'list'], env)).out).toContain(run.id);
  expect((await runCommand(['guard'], env)).out).toContain('Sending: on.');
  const stopped = await runCommand(['guard'], { ...env, MAILRULE_DATABASE: from });
  expect(stopped.out).toContain('STOPPED by mailrule database copy');

  expect(await copy(from, to)).toMatchObject({ code: 4, said: expect.stringContaining('in use') });
});

test('a copy that is interrupted leaves nothing behind, and the next one copies everything', async () => {
  const [from, to] = [sqliteUrl(), await postgresUrl()];
  const rig = await openOutboxRig({ url: from, accounts: [testAccount()] });
  for (let n = 0; n < 30; n += 1) await rig.send();
  await rig.close();
  const stop = new AbortController();
  const interrupted = await runCommand(
    ['database', 'copy', '--from', from, '--to', to],
    {},
    { signal: stop.signal, say: (text) => text.startsWith('message:') && stop.abort() },
  );
  expect(interrupted).toMatchObject({ code: 4, said: expect.stringContaining('Nothing was copied') });
  const target = await openStore({ url: to });
  expect(await target.read.sql<unknown[]>`SELECT id FROM message UNION ALL SELECT id FROM connector`).toEqual([]);
  await target.close();
  expect(await copy(from, to)).toMatchObject({ code: 0 });
  const filled = await openStore({ url: to });
  expect(await filled.read.sql<unknown[]>`SELECT id FROM message`).toHaveLength(30);
  await filled.close();
});

test('from and to are not mixed up', async () => {
  const url = sqliteUrl();
  expect(await copy(url, url)).toMatchObject({ code: 2, said: expect.stringContaining('--to must be postgres') });
  expect(await copy('postgres://x/y', 'postgres://x/z')).toMatchObject({ code: 2 });
});
