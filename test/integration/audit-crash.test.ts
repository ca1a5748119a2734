import { expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { AuditRecord } from '../../src/audit/audit-hash.ts';
import { ROLES } from '../../src/http/route.ts';
import { createLogger } from '../../src/logger.ts';
import { systemClock } from '../../src/sdk/index.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { AuditOpenTable } from '../../src/store/tables/audit.table.ts';
import { forEachDatabase } from '../support/test-database.ts';

const HOUR_MS = 3_600_000;
const caller = { id: 'ada', name: 'Ada', roles: [...ROLES] };

forEachDatabase((database) => {
  const secretKeys = [newSecretKey()] as [string];
  const open = (url: string, now = Date.now) =>
    createApp({
      databaseUrl: url,
      secretKeys,
      log: createLogger({ level: 'silent' }),
      page: false,
      clock: { ...systemClock, now },
    });
  const records = async (app: App) =>
    ((await app.dispatch({ method: 'GET', path: '/audit', caller })).body as { items: AuditRecord[] }).items;
  const opened = (app: App) => app.store.read.getRepository(AuditOpenTable).count();
  const makeGroup = (app: App, name: string) =>
    app.dispatch({ method: 'POST', path: '/groups', body: { name, members: [] }, caller });

  test('a process that dies between a change and its record leaves the record to the next one', async () => {
    const url = await database.create();
    const dying = await open(url);
    await makeGroup(dying, 'Before');
    expect(await opened(dying)).toBe(0);
    // The change is committed, and then nothing more is written.
    const { write } = dying.store;
    let change: Promise<unknown> | undefined;
    const once = (unit: Parameters<typeof write>[0]) => {
      if (change !== undefined) return new Promise(() => {});
      change = write(unit);
      return change;
    };
    Object.assign(dying.store, { write: once });
    void makeGroup(dying, 'Payroll');
    const groups = async () => (await dying.store.read.query<unknown[]>('SELECT * FROM "user_group"')).length;
    await expect.poll(groups, { timeout: 15_000 }).toBe(2);
    // Seen is not yet flushed.
    await change;
    expect(await records(dying)).toHaveLength(1);
    expect(await opened(dying)).toBe(1);
    Object.assign(dying.store, { write });
    await dying.close();

    const next = await open(url, () => Date.now() + 2 * HOUR_MS);
    await next.start();
    await expect.poll(() => opened(next), { timeout: 15_000 }).toBe(0);
    expect(await records(next)).toMatchObject([
      { action: 'createGroup', actor: { name: 'Ada' }, fields: ['name', 'members'], outcome: 'UNKNOWN' },
      { action: 'createGroup', outcome: 'done' },
    ]);
    const { body } = await next.dispatch({ method: 'GET', path: '/audit/verify', caller });
    expect(body).toMatchObject({ intact: true, records: 2 });
    await next.close();
  });

  test('what is open in a process that lives stays open, and what is refused leaves nothing open', async () => {
    const app = await open(await database.create());
    await app.store.write((tx) => tx.insert(AuditOpenTable, { id: 'x', begunAt: Date.now(), entry: {} }));
    await app.start();
    await expect(makeGroup(app, ' ')).rejects.toMatchObject({ code: 'VALIDATION' });
    await makeGroup(app, 'One');
    await expect(makeGroup(app, 'One')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await records(app)).map(({ outcome }) => outcome)).toEqual(['CONFLICT', 'done', 'VALIDATION']);
    expect(await opened(app)).toBe(1);
    await app.close();
  });
});
