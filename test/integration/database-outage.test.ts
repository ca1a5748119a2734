import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { type HttpServer, openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { insertClear } from '../support/stored-content.ts';

let postgres: PostgresServer;
let app: App;
let server: HttpServer;

beforeAll(async () => {
  postgres = await startPostgres();
  app = await createApp({
    databaseUrl: await postgres.createDatabase(),
    secretKeys: [newSecretKey()],
    log: createLogger({ level: 'silent' }),
  });
  server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
  await app.start();
});
afterAll(async () => {
  await server.close();
  await app.close();
  await postgres.stop();
});

const post = () =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'nobody', password: 'x' }),
  });

test('while PostgreSQL restarts the API answers 503 and never 500, afterwards it works by itself', async () => {
  await app.store.grouped((tx) => insertClear(tx, 'before', Buffer.from('a')));
  expect((await post()).status).toBe(401);
  const statuses: number[] = [];
  let restarted = false;
  const restart = postgres.restart().then(() => {
    restarted = true;
  });
  while (!restarted) {
    statuses.push((await post()).status);
    statuses.push((await fetch(`${server.url}/readyz`)).status);
  }
  await restart;
  expect(statuses).toContain(503);
  expect(statuses).not.toContain(500);
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
  await expect.poll(async () => (await post()).status, { timeout: 10_000 }).toBeOneOf([401, 429]);
});

test('after a restart of PostgreSQL grouped and single units of work are stored again', async () => {
  await postgres.restart();
  const write = (id: string) => app.store.grouped((tx) => insertClear(tx, id, Buffer.from('b')));
  await expect
    .poll(
      async () => {
        try {
          await write(`after-${Date.now()}`);
          return 'stored';
        } catch (error) {
          return String(error);
        }
      },
      { timeout: 15_000 },
    )
    .toBe('stored');
  await app.store.write((tx) => insertClear(tx, 'single', Buffer.from('c')));
});

test('a full disk undoes the unit of work, is told as 503, and is over when there is room again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  const full = await createApp({
    databaseUrl: `sqlite:${join(folder, 'a.db')}`,
    secretKeys: [newSecretKey()],
    log: createLogger({ level: 'silent' }),
  });
  const faces = await openHttpServer({ router: full.router, host: '127.0.0.1', port: 0 });
  const admin = await full.ensureFirstAdministrator();
  const signIn = () =>
    fetch(`${faces.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(admin),
    });
  const fill = (id: string) => full.store.write((tx) => insertClear(tx, id, Buffer.alloc(3_000_000)));
  const [{ page_count: pages }] = await full.store.write((tx) => tx.query('PRAGMA page_count'));
  await full.store.write((tx) => tx.query(`PRAGMA max_page_count = ${pages}`));
  await expect(fill('too-much')).rejects.toThrow(/full/);
  await expect.poll(async () => (await signIn()).status, { timeout: 20_000, interval: 10 }).toBe(503);
  await full.store.write((tx) => tx.query('PRAGMA max_page_count = 1000000'));
  expect((await signIn()).status).toBe(200);
  await fill('fits');
  const stored = await full.store.read.query('SELECT DISTINCT id FROM content');
  expect(stored).toEqual([{ id: 'fits' }]);
  await faces.close();
  await full.close();
  rmSync(folder, { recursive: true, force: true });
});
