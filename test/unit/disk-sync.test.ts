import { copyFileSync, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataSourceFor } from '../../src/store/data-source.ts';
import { DiskSync } from '../../src/store/disk-sync.ts';
import { WriteLane } from '../../src/store/transaction.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

/** A log whose flushes fail when the test says so. */
function heldLog() {
  const flushes: { fail(error: Error): void }[] = [];
  const file = {
    datasync: () => new Promise<void>((_resolve, reject) => flushes.push({ fail: reject })),
    close: async () => undefined,
  };
  return { flushes, sync: new DiskSync('/nowhere/a.db', async () => file) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what was committed goes to the disk', () => {
  test('after a flush that failed everybody is refused, those who come later, too, with what to do', async () => {
    const { flushes, sync } = heldLog();
    const first = sync.flushed();
    await turn();
    flushes[0]?.fail(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    const refusal = { code: 'DATABASE', message: expect.stringMatching(/EIO.*start the program again/) };
    await expect(first).rejects.toMatchObject(refusal);
    await expect(sync.flushed()).rejects.toMatchObject(refusal);
    expect(flushes).toHaveLength(1);
    await sync.close();
  });

  test('a log that cannot be opened for a moment refuses only those who asked then', async () => {
    let tries = 0;
    const file = { datasync: async () => undefined, close: async () => undefined };
    const sync = new DiskSync('/nowhere/a.db', async () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
      return file;
    });
    await expect(sync.flushed()).rejects.toMatchObject({
      code: 'DATABASE',
      message: expect.stringContaining('EMFILE'),
    });
    await sync.flushed();
    await sync.close();
  });
});

describe('power fails', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeTempFolder('power');
  });
  afterEach(() => removeTempFolder(folder));

  test('R4 what the disk had when a unit was answered holds that unit, whatever was written after', async () => {
    const path = join(folder, 'a.db');
    const source = await dataSourceFor(`sqlite:${path}`).initialize();
    await source.query('CREATE TABLE one (id INTEGER PRIMARY KEY, filler TEXT)');
    let copies = 0;
    // What a flush certainly brings to the disk is what the files held when it began.
    const copied: string[] = [];
    const log = await open(`${path}-wal`, 'r+');
    const sync = new DiskSync(path, async () => ({
      datasync: async () => {
        const copy = join(folder, `copy-${copies++}.db`);
        copyFileSync(path, copy);
        if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
        await log.datasync();
        copied.push(copy);
      },
      close: () => log.close(),
    }));
    const lane = new WriteLane(
      () => source.createQueryRunner(),
      (runner) => runner.startTransaction(),
      () => sync.flushed(),
    );
    const answered: { id: number; copy: string }[] = [];
    // Large enough for some checkpoints, in which the log begins anew.
    const filler = 'x'.repeat(200_000);
    const write = (id: number) =>
      lane
        .write((tx) => tx.query('INSERT INTO one (id, filler) VALUES (?, ?)', [id, filler]))
        .then(() => answered.push({ id, copy: copied.at(-1) ?? '' }));
    for (let round = 0; round < 30; round += 1) {
      await Promise.all([write(round * 3), write(round * 3 + 1), turn().then(() => write(round * 3 + 2))]);
    }
    await lane.close();
    await sync.close();
    await source.destroy();
    expect(answered).toHaveLength(90);
    for (const { id, copy } of answered) {
      const disk = new Database(copy);
      expect(disk.prepare('SELECT count(*) AS n FROM one WHERE id = ?').get(id)).toEqual({ n: 1 });
      disk.close();
    }
  });

  test('units that come during a flush are carried out and answered after it, in one commit', async () => {
    const source = await dataSourceFor(`sqlite:${join(folder, 'a.db')}`).initialize();
    const ends: (() => void)[] = [];
    const lane = new WriteLane(
      () => source.createQueryRunner(),
      (runner) => runner.startTransaction(),
      () => new Promise<void>((resolve) => ends.push(resolve)),
    );
    const answered: string[] = [];
    const write = (name: string) => lane.write(async () => undefined).then(() => answered.push(name));
    const first = write('first');
    while (ends.length === 0) await turn();
    const rest = [write('second'), write('third')];
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect({ answered, flushes: ends.length }).toEqual({ answered: [], flushes: 1 });
    ends[0]?.();
    await first;
    while (ends.length === 1) await turn();
    expect(answered).toEqual(['first']);
    ends[1]?.();
    await Promise.all(rest);
    expect({ answered, commits: lane.commits }).toEqual({ answered: ['first', 'second', 'third'], commits: 2 });
    await lane.close();
    await source.destroy();
  });

  test('a unit whose flush failed is refused, although it was committed', async () => {
    const path = join(folder, 'a.db');
    const source = await dataSourceFor(`sqlite:${path}`).initialize();
    const sync = new DiskSync(path, async () => ({
      datasync: () => Promise.reject(new Error('EIO: i/o error, fdatasync')),
      close: async () => undefined,
    }));
    const lane = new WriteLane(
      () => source.createQueryRunner(),
      (runner) => runner.startTransaction(),
      () => sync.flushed(),
    );
    await expect(lane.write((tx) => tx.query('CREATE TABLE one (id INTEGER)'))).rejects.toMatchObject({
      code: 'DATABASE',
    });
    await lane.close();
    await source.destroy();
  });
});
