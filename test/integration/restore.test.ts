import { copyFileSync, cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { runCommand } from '../support/cli-run.ts';
import { openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { createDatabase, dropDatabase } from '../support/postgres.ts';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { forEachDatabase } from '../support/test-database.ts';

const closing: (() => Promise<unknown>)[] = [];
const secretKey = newSecretKey();

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A process of the installation: starts, stores so many e-mails, and ends. Answers why sending is stopped. */
async function work(databaseUrl: string, mails = 0): Promise<string | undefined> {
  const app = await createApp({ databaseUrl, secretKeys: [secretKey], log: createLogger({ level: 'silent' }) });
  try {
    for (let n = 0; n < mails; n += 1) {
      const prepared = await app.outbox.prepare(plannedMail(), { kind: 'api', key: `k${Math.random()}` });
      await app.store.write((tx) => app.outbox.insert(tx, [prepared]));
    }
    return (await app.outbox.readGate()).stop?.reason;
  } finally {
    await app.close();
  }
}

async function withConnector(url: string): Promise<void> {
  const rig = await openOutboxRig({ url, accounts: [testAccount()] });
  await rig.close();
}

function tempFolder(): string {
  const folder = makeTempFolder('restore');
  closing.push(async () => removeTempFolder(folder));
  return folder;
}

const RESTORED = 'restored from a backup';

forEachDatabase((database) => {
  test('starting, stopping and starting again asks nothing', async () => {
    const url = await database.create();
    await withConnector(url);
    for (const mails of [0, 3, 0, 2]) expect(await work(url, mails)).toBeUndefined();
  });
});

test('a SQLite file put back from a copy is noticed: nothing is sent until somebody has looked and resumes', async () => {
  const folder = tempFolder();
  const file = join(folder, 'mailrule.db');
  const url = `sqlite:${file}`;
  await withConnector(url);
  await work(url, 3);
  copyFileSync(file, join(folder, 'copy.db'));
  await work(url, 2);
  for (const name of ['mailrule.db', 'mailrule.db-wal', 'mailrule.db-shm']) rmSync(join(folder, name), { force: true });
  copyFileSync(join(folder, 'copy.db'), file);

  expect(await work(url)).toContain(RESTORED);
  // Still so at the next start.
  expect(await work(url)).toContain('3 e-mails wait');
  const env = { MAILRULE_DATABASE: url, MAILRULE_SECRET_KEY: secretKey };
  const waiting = await runCommand(['guard', 'waiting', '--json'], env);
  expect(JSON.parse(waiting.out)).toHaveLength(3);
  const cancelled = await runCommand(['guard', 'cancel-waiting', '--reason', 'sent before the restore', '--json'], env);
  expect(JSON.parse(cancelled.out)).toEqual({ cancelled: 3, refused: [] });
  expect(await runCommand(['guard', 'resume'], env)).toMatchObject({ code: 0 });
  expect(await work(url, 1)).toBeUndefined();
});

test('what waits can be cancelled as a whole only while sending is stopped', async () => {
  const url = `sqlite:${join(tempFolder(), 'mailrule.db')}`;
  await work(url);
  const env = { MAILRULE_DATABASE: url, MAILRULE_SECRET_KEY: secretKey };
  const ran = await runCommand(['guard', 'cancel-waiting', '--reason', 'x'], env);
  expect(ran).toMatchObject({ code: 4, said: expect.stringContaining('not stopped') });
});

test('a folder that is copied to another machine is noticed there, and not where it came from', async () => {
  const folder = tempFolder();
  const url = `sqlite:${join(folder, 'mailrule.db')}`;
  await withConnector(url);
  await work(url, 1);
  const other = tempFolder();
  cpSync(folder, other, { recursive: true });
  expect(await work(`sqlite:${join(other, 'mailrule.db')}`)).toContain(RESTORED);
  expect(await work(url)).toBeUndefined();
});

test('mailrule backup copies a database that is in use; the copy is whole, private and known as a copy wherever it is started', async () => {
  const folder = tempFolder();
  const url = `sqlite:${join(folder, 'mailrule.db')}`;
  await withConnector(url);
  const app = await createApp({ databaseUrl: url, secretKeys: [secretKey], log: createLogger({ level: 'silent' }) });
  closing.push(() => app.close());
  const prepared = await app.outbox.prepare(plannedMail(), { kind: 'api', key: 'one' });
  await app.store.write((tx) => app.outbox.insert(tx, [prepared]));
  const copy = join(folder, 'backup.db');
  const env = { MAILRULE_DATABASE: url, MAILRULE_SECRET_KEY: secretKey };
  expect(await runCommand(['backup', copy], env)).toMatchObject({ code: 0 });
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(existsSync(`${copy}-wal`)).toBe(false);
  expect(await runCommand(['backup', copy], env)).toMatchObject({
    code: 4,
    said: expect.stringContaining('is there already'),
  });
  expect(await work(`sqlite:${copy}`)).toContain('1 e-mails wait');
});

test('a PostgreSQL database that was made from another one is noticed, also when the tables were put back into the same one', async () => {
  const { postgresAdminUrl } = sharedServers();
  const url = await createDatabase(postgresAdminUrl);
  closing.push(() => dropDatabase(postgresAdminUrl, url));
  await withConnector(url);
  expect(await work(url, 2)).toBeUndefined();
  const copied = new URL(url);
  copied.pathname = `${copied.pathname}_copy`;
  await onServer(
    postgresAdminUrl,
    `CREATE DATABASE "${copied.pathname.slice(1)}" TEMPLATE "${new URL(url).pathname.slice(1)}"`,
  );
  closing.push(() => dropDatabase(postgresAdminUrl, copied.href));
  expect(await work(copied.href)).toContain(RESTORED);
  // As pg_restore --clean does: dropped and made again.
  await onServer(
    url,
    'CREATE TABLE kept (LIKE delivery INCLUDING ALL); DROP TABLE delivery; ALTER TABLE kept RENAME TO delivery',
  );
  expect(await work(url)).toContain(RESTORED);
});

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
