import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Checkpoints } from '../../src/store/checkpoints.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

const MB = 1_000_000;
const MOST_PAGES = 2_000;

let folder: string;
let file: string;
let database: Database.Database;
beforeEach(() => {
  folder = makeTempFolder('checkpoints');
  file = join(folder, 'a.db');
  database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
  database.exec('CREATE TABLE content (id INTEGER PRIMARY KEY, bytes BLOB)');
});
afterEach(() => {
  database.close();
  removeTempFolder(folder);
});

const unexpected = (error: Error) => expect.unreachable(error.message);
const logBytes = () => statSync(`${file}-wal`).size;
/** A commit of about a megabyte, as the write lane makes it. */
const commit = async (checkpoints: Checkpoints) => {
  await checkpoints.ready();
  database.prepare('INSERT INTO content (bytes) VALUES (zeroblob(1000000))').run();
  checkpoints.committed();
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test('the log is copied into the database while it is written, and does not grow without end', async () => {
  const checkpoints = new Checkpoints(file, unexpected, MOST_PAGES);
  for (let n = 0; n < 20; n += 1) await commit(checkpoints);
  await expect.poll(() => statSync(file).size, { timeout: 20_000 }).toBeGreaterThan(5 * MB);
  for (let n = 20; n < 300; n += 1) {
    await commit(checkpoints);
    await turn();
  }
  // 300 MB went through it. What is written during one pause may come on top of the limit.
  expect(logBytes()).toBeLessThan(120 * MB);
  expect(statSync(file).size).toBeGreaterThan(150 * MB);
  expect(database.prepare('SELECT count(*) AS n FROM content').get()).toEqual({ n: 300 });
  await checkpoints.close();
});

test('a short log starts no thread', async () => {
  const checkpoints = new Checkpoints(file, unexpected, MOST_PAGES);
  for (let n = 0; n < 40; n += 1) {
    await checkpoints.ready();
    database.prepare('INSERT INTO content (bytes) VALUES (zeroblob(10))').run();
    checkpoints.committed();
  }
  await turn();
  await checkpoints.close();
  expect(statSync(file).size).toBeLessThan(MB);
});

test('somebody who reads an old state for long keeps no writer waiting for its end', async () => {
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM content').get();
  const checkpoints = new Checkpoints(file, unexpected, MOST_PAGES);
  for (let n = 0; n < 60; n += 1) {
    await commit(checkpoints);
    await turn();
  }
  expect(database.prepare('SELECT count(*) AS n FROM content').get()).toEqual({ n: 60 });
  reader.close();
  await checkpoints.close();
});

test('a thread that cannot work is told once, and nobody waits for it any more', async () => {
  const broken: string[] = [];
  // The log is there, and no database beside it: as with one that another user owns.
  const checkpoints = new Checkpoints(join(folder, 'b.db'), (error) => void broken.push(error.message), 0);
  database.prepare('INSERT INTO content (bytes) VALUES (zeroblob(5000000))').run();
  copyFileSync(`${file}-wal`, join(folder, 'b.db-wal'));
  for (let n = 0; n < 20; n += 1) checkpoints.committed();
  await expect.poll(() => broken, { timeout: 20_000 }).toEqual([expect.stringContaining('unable to open')]);
  await checkpoints.ready();
  for (let n = 0; n < 40; n += 1) checkpoints.committed();
  await checkpoints.close();
  expect(broken).toHaveLength(1);
});
